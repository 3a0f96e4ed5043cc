"""A process that posts when told to, by boto3: one after the other, or with a pool of threads.

python posts.py ENDPOINT THREADS; says and answers what PostsWorker does.
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config

AUDIENCE = 1000
endpoint, threads = sys.argv[1], int(sys.argv[2])
before = time.perf_counter_ns()
client = boto3.client(
    "apigatewaymanagementapi", endpoint_url=endpoint, config=Config(max_pool_connections=threads)
)
connections = [f"Y29ubmVj{number:06d}=" for number in range(AUDIENCE)]
publications = 0


def frame(size):
    global publications
    publications += 1
    head = f'{{"event":"item_added","id":"{publications}","data":"'
    return (head + "x" * (size - len(head) - 2) + '"}').encode()


def post(connection, data):
    try:
        client.post_to_connection(ConnectionId=connection, Data=data)
        return 0
    except Exception as failure:  # counted, whatever it is
        print("a post failed:", failure, file=sys.stderr)
        return 1


def run(more, size, pool):
    started = failed = 0
    start = time.perf_counter_ns()
    while more(started):
        data = frame(size)
        # Fewer than the audience, so that the end of the time is seen soon enough.
        chunk = []
        while len(chunk) < AUDIENCE // 10 and more(started):
            chunk.append(connections[started % AUDIENCE])
            started += 1
        failed += sum((pool.map if pool else map)(lambda connection: post(connection, data), chunk))
    print("done", started - failed, time.perf_counter_ns() - start, failed, flush=True)


pool = ThreadPoolExecutor(threads) if threads > 1 else None
print("ready", time.perf_counter_ns() - before, flush=True)
for line in sys.stdin:
    what, amount, size = line.split()
    end = time.perf_counter() + int(amount) / 1000
    run((lambda n: n < int(amount)) if what == "posts" else (lambda n: time.perf_counter() < end), int(size), pool)
