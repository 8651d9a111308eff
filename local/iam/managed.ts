import type { PolicyDocument } from './policy.ts';

const allow = (...actions: string[]): PolicyDocument => ({
  Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
});

/** The AWS-managed policies the product's roles may attach, as far as they matter on one machine. */
export const AWS_MANAGED: Record<string, PolicyDocument> = {
  'service-role/AWSLambdaBasicExecutionRole': allow(
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ),
  AWSXRayDaemonWriteAccess: allow('xray:PutTraceSegments', 'xray:PutTelemetryRecords'),
  'service-role/AmazonAPIGatewayPushToCloudWatchLogs': allow('logs:*'),
};
