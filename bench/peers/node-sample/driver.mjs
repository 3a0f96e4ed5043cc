// Calls the handler as Lambda would, once for each message, as often as a line on standard input says; ends with it.
import {createInterface} from 'node:readline';
import {handler} from './handler.mjs';

console.log('READY');
for await (const line of createInterface({input: process.stdin})) {
  const {messages} = JSON.parse(line);
  const statuses = [];
  const started = process.hrtime.bigint();
  for (const body of messages) {
    statuses.push((await handler({body})).statusCode);
  }
  const micros = (process.hrtime.bigint() - started) / 1000n;
  console.log(`DONE ${micros} ${statuses.filter((status) => status !== 200).length}`);
}
process.exit(0);
