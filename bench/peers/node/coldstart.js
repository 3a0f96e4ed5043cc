// What a fan-out's first invocation does, as a Node function does it: a query, and a post to the connection found.
import { DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { ApiGatewayManagementApiClient, PostToConnectionCommand } from "@aws-sdk/client-apigatewaymanagementapi";

const table = new DynamoDBClient({});
const connections = new ApiGatewayManagementApiClient({ endpoint: process.env.AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI });
const { Items } = await table.send(new QueryCommand({
  TableName: process.env.CONNECTIONS_TABLE,
  KeyConditionExpression: "audience = :audience",
  ExpressionAttributeValues: { ":audience": { S: "lobby#0" } },
}));
const Data = '{"event":"item_added","data":{"id":"42"},"id":"059f36b4-87a3-44ab-83d2-661970000001"}';
await Promise.all(Items.map(({ connectionId }) =>
  connections.send(new PostToConnectionCommand({ ConnectionId: connectionId.S, Data }))));
