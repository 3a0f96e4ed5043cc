// Stock Socket.IO clients in one process, told no more than docs/socket-io.md says. StockClients.java starts and reads it.
//   node client.js ORIGIN PATH COUNT [OPTIONS]     OPTIONS: JSON, over the client's own
// in:  {"client":0,"emit":"item_removed","data":…,"ack":7}, or "bytes":N for so many of them as data
// out: {"client":0,"is":"connected","id":…} | disconnected, refused: "why" | event: "name", "args" | ack: "ack", "args"
// It ends when its input does.
import { createInterface } from "node:readline";
import { io } from "socket.io-client";

const [origin, path, count, options = "{}"] = process.argv.slice(2);
const say = (client, is, more) => console.log(JSON.stringify({ client, is, ...more }));

const sockets = Array.from({ length: Number(count) }, (_, client) => {
  const socket = io(origin, { path, transports: ["websocket"], auth: { token: "t0k3n" }, forceNew: true, ...JSON.parse(options) });
  socket.on("connect", () => say(client, "connected", { id: socket.id }));
  socket.on("disconnect", (why) => say(client, "disconnected", { why }));
  socket.on("connect_error", (error) => say(client, "refused", { why: error.message }));
  socket.onAny((name, ...args) => say(client, "event", { name, args }));
  return socket;
});

const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const { client, emit, data, bytes, ack } = JSON.parse(line);
  const args = [bytes === undefined ? data : Buffer.alloc(bytes)];
  if (ack !== undefined) args.push((...answer) => say(client, "ack", { ack, args: answer }));
  sockets[client].emit(emit, ...args);
});
lines.on("close", () => {
  for (const socket of sockets) socket.close();
});
