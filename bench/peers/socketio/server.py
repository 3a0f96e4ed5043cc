"""A Socket.IO server with a thread that polls an SQS queue for ever and emits what it gets."""

import asyncio
import json
import os
import socket
import sys
import threading

import boto3
import socketio
import uvicorn
from botocore.config import Config

LONG_POLL_SECONDS = 20
RECEIVE_MESSAGES = 10
IDLE_PAUSE_SECONDS = 0.1
FAULT_PAUSE_SECONDS = 1.0

server = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins="*")


@server.on("item_removed")
async def item_removed(_sid, data):
    await server.emit("item_removed", data)


class Poller(threading.Thread):
    """Receives, emits, deletes. Its event loop is its own; what is emitted is emitted on the server's."""

    def __init__(self, queue_url, server_loop):
        super().__init__(name="poller", daemon=True)
        self.queue_url = queue_url
        self.server_loop = server_loop

    def run(self):
        asyncio.run(self.poll())

    async def poll(self):
        sqs = boto3.client(
            "sqs",
            region_name="us-east-1",
            endpoint_url=self.queue_url.rsplit("/", 2)[0],
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=Config(tcp_keepalive=True, read_timeout=LONG_POLL_SECONDS + 10),
        )
        while True:
            try:
                if not await self.poll_once(sqs):
                    await asyncio.sleep(IDLE_PAUSE_SECONDS)
            except Exception as fault:
                print(f"polling failed: {fault}", file=sys.stderr, flush=True)
                await asyncio.sleep(FAULT_PAUSE_SECONDS)

    async def poll_once(self, sqs):
        # Nothing else runs on this loop, so that a call that blocks it blocks nobody.
        answer = sqs.receive_message(
            QueueUrl=self.queue_url,
            MaxNumberOfMessages=RECEIVE_MESSAGES,
            WaitTimeSeconds=LONG_POLL_SECONDS,
        )
        messages = answer.get("Messages", [])
        for message in messages:
            await self.emit(json.loads(message["Body"]))
        if messages:
            entries = [{"Id": str(i), "ReceiptHandle": m["ReceiptHandle"]} for i, m in enumerate(messages)]
            sqs.delete_message_batch(QueueUrl=self.queue_url, Entries=entries)
        return len(messages)

    async def emit(self, data):
        emitted = asyncio.run_coroutine_threadsafe(server.emit("item_added", data), self.server_loop)
        await asyncio.wrap_future(emitted)


def end_with_standard_input():
    """Whoever started this may be killed, and must not leave it behind."""
    sys.stdin.buffer.read()
    os._exit(0)


def listening():
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", 0))
    return listener


def main():
    threading.Thread(target=end_with_standard_input, daemon=True).start()
    listener = listening()

    async def started():
        Poller(sys.argv[1], asyncio.get_running_loop()).start()
        print(f"READY {listener.getsockname()[1]}", flush=True)

    application = socketio.ASGIApp(server, on_startup=started)
    config = uvicorn.Config(application, lifespan="on", loop="auto", log_level="warning", backlog=2048)
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
