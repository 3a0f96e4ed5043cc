"""Stock Socket.IO clients in one process, told no more than docs/socket-io.md says. StockClients.java starts and reads it.

  python3 client.py ORIGIN PATH COUNT [OPTIONS]    OPTIONS: JSON, over those of connect()
in:  {"client":0,"emit":"item_removed","data":…,"ack":7}, or "bytes":N for so many of them as data
out: {"client":0,"is":"connected","id":…} | disconnected | refused: "why" | event: "name", "args" | ack: "ack", "args"
It ends when its input does.
"""
import json
import os
import sys
import threading

import socketio

origin, path, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
options = {"transports": ["websocket"], "auth": {"token": "t0k3n"}, "wait_timeout": 10}
options.update(json.loads(sys.argv[4]) if len(sys.argv) > 4 else {})
lock = threading.Lock()


def say(client, **more):
    with lock:
        print(json.dumps({"client": client, **more}), flush=True)


def make(client):
    sio = socketio.Client(request_timeout=30)
    sio.on("connect", lambda: say(client, **{"is": "connected", "id": sio.get_sid()}))
    sio.on("disconnect", lambda *reason: say(client, **{"is": "disconnected"}))
    for name in ("item_added", "item_removed", "error"):
        sio.on(name, lambda *args, name=name: say(client, **{"is": "event", "name": name, "args": args}))
    return sio


def connect(client, sio):
    try:
        sio.connect(origin, socketio_path=path, **options)
    except socketio.exceptions.ConnectionError as refused:
        say(client, **{"is": "refused", "why": str(refused)})


clients = [make(client) for client in range(count)]
for number, each in enumerate(clients):
    threading.Thread(target=connect, args=(number, each), daemon=True).start()

for line in sys.stdin:
    asked = json.loads(line)
    data = bytes(asked["bytes"]) if "bytes" in asked else asked.get("data")
    callback = None
    if "ack" in asked:
        def callback(*args, asked=asked):
            say(asked["client"], **{"is": "ack", "ack": asked["ack"], "args": args})
    clients[asked["client"]].emit(asked["emit"], data, callback=callback)

# Their threads outlive the main one, and may be about to connect again.
os._exit(0)
