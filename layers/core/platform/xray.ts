/** Powertools Tracer with the X-Ray SDK: a file of its own beside each bundle, for traced invocations only. */
export { Tracer } from '@aws-lambda-powertools/tracer';
export { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
