// A process that posts when told to, as a Node function does it: one promise a connection, in chunks, kept-alive sockets.
// node posts.js ENDPOINT CHUNK; says and answers what PostsWorker does.
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { createInterface } from "node:readline";
import { ApiGatewayManagementApiClient, PostToConnectionCommand } from "@aws-sdk/client-apigatewaymanagementapi";
import { NodeHttpHandler } from "@smithy/node-http-handler";

const [endpoint, chunkText] = process.argv.slice(2);
const chunk = Number(chunkText);
const AUDIENCE = 1000;
const before = process.hrtime.bigint();
const sockets = { keepAlive: true, maxSockets: chunk };
const client = new ApiGatewayManagementApiClient({
  endpoint,
  requestHandler: new NodeHttpHandler({ httpAgent: new HttpAgent(sockets), httpsAgent: new HttpsAgent(sockets) }),
});
const connections = Array.from({ length: AUDIENCE }, (_, n) =>
  Buffer.from(`conn-${String(n).padStart(6, "0")}`).toString("base64url").slice(0, 15) + "=");
let publications = 0;

function frame(size) {
  const head = `{"event":"item_added","id":"${++publications}","data":"`;
  return Buffer.from(head + "x".repeat(size - head.length - 2) + '"}');
}

async function run(more, size) {
  let started = 0;
  let failed = 0;
  let data;
  const post = (number) =>
    client.send(new PostToConnectionCommand({ ConnectionId: connections[number % AUDIENCE], Data: data })).catch((e) => {
      if (failed++ === 0) console.error("a post failed:", e);
    });
  const from = process.hrtime.bigint();
  while (more(started)) {
    const posts = [];
    for (let n = 0; n < chunk && more(started); n++) {
      if (started % AUDIENCE === 0) data = frame(size);
      posts.push(post(started++));
    }
    await Promise.all(posts);
  }
  console.log(`done ${started - failed} ${process.hrtime.bigint() - from} ${failed}`);
}

console.log(`ready ${process.hrtime.bigint() - before}`);
for await (const line of createInterface({ input: process.stdin })) {
  const [what, amountText, sizeText] = line.split(" ");
  const amount = Number(amountText);
  const end = performance.now() + amount;
  await run(what === "posts" ? (n) => n < amount : () => performance.now() < end, Number(sizeText));
}
