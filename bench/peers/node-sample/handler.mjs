// The way of AWS's public samples: scan the table, one promise for each connection, delete on 410, fail on anything else.
//
// Better than they are in one thing: they compare `e.statusCode` with 410, a field that errors of SDK v3 do not have, so
// none of them ever deletes a row. Here it is looked up where v3 keeps it.
import {ApiGatewayManagementApiClient, PostToConnectionCommand} from '@aws-sdk/client-apigatewaymanagementapi';
import {DeleteItemCommand, DynamoDBClient, ScanCommand} from '@aws-sdk/client-dynamodb';

const region = process.env.AWS_REGION;
const dynamo = new DynamoDBClient({region});
const api = new ApiGatewayManagementApiClient({region, endpoint: process.env.CONNECTIONS_URL});

const TableName = process.env.CONNECTIONS_TABLE;

export async function handler(event) {
  const connections = await dynamo.send(new ScanCommand({TableName, ProjectionExpression: 'audience, connectionId'}));
  const posts = connections.Items.map(async ({audience, connectionId}) => {
    try {
      await api.send(new PostToConnectionCommand({ConnectionId: connectionId.S, Data: event.body}));
    } catch (e) {
      if (e.$metadata?.httpStatusCode === 410) {
        await dynamo.send(new DeleteItemCommand({TableName, Key: {audience, connectionId}}));
      } else {
        throw e;
      }
    }
  });
  try {
    await Promise.all(posts);
  } catch (e) {
    return {statusCode: 500, body: e.stack};
  }
  return {statusCode: 200, body: 'Data sent.'};
}
