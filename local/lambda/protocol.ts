/** What goes between the Lambda room and its workers. */
export interface WorkerData {
  directory: string;
  /** `index.handler`. */
  handler: string;
  /** The clock's hand, see `core/clock.ts`. */
  time: SharedArrayBuffer;
  /** Directory for V8's compiled code, so that the next cold start is faster. */
  compileCache?: string;
  functionName: string;
  memoryMb: number;
  logGroup: string;
  logStream: string;
}
export interface ToWorker {
  id: string;
  /** JSON. */
  event: string;
  arn: string;
  timeoutMs: number;
}
export interface FunctionError {
  errorType: string;
  errorMessage: string;
  trace?: string[];
}
export type FromWorker =
  | { type: 'ready' }
  | { type: 'failed'; error: FunctionError }
  | { type: 'result'; id: string; payload: string }
  | { type: 'error'; id: string; error: FunctionError }
  | { type: 'line'; line: string };

/** A function as its template describes it. */
export interface FunctionSpec {
  name: string;
  arn: string;
  stack: string;
  logicalId: string;
  roleArn: string;
  directory: string;
  handler: string;
  environment: Record<string, string>;
  timeoutSeconds: number;
  memoryMb: number;
  logGroup: string;
  /** X-Ray is told of its invocations. */
  traced: boolean;
  /** Execution environments at most. */
  concurrency: number;
  /** ARN of the dead-letter queue or topic. */
  deadLetterArn?: string;
}
