/**
 * The contract between the rooms of the local cloud. One room per service (`local/<service>/`); each exports one
 * `Service`, which says what CloudFormation resource types it deploys and what API operations it answers.
 * Everything a service keeps lives in its collections of the `Store`, so that it survives `kill -9`.
 */

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Meter } from './meter.ts';

/** Who calls: a role of the template (functions, workflows, rules), a service principal, or the machine's own operator. */
export interface Principal {
  /** ARN of the IAM role, `service:<host>` for an AWS service principal, or `operator` (allowed everything). */
  id: string;
  /** Logical id of the function or workflow that calls, for the call record. */
  caller?: string;
}

/** A refusal in AWS's own words: `name` is the exception's name on the wire, `status` the HTTP status. */
export class AwsError extends Error {
  readonly status: number;
  /** Further members of the exception's body, e.g. `{ Reason: '…' }`. */
  readonly extra: Record<string, unknown>;
  constructor(name: string, message: string, status = 400, extra: Record<string, unknown> = {}) {
    super(message);
    this.name = name;
    this.status = status;
    this.extra = extra;
  }
}

export interface CallContext {
  principal: Principal;
  cloud: Cloud;
}

/** One API operation. Input and output are the SDK's own shapes (Blobs as base64 strings, timestamps as epoch seconds). */
export interface Operation {
  /** IAM action, `<prefix>:<Operation>` unless the service names it otherwise. */
  action?: string;
  /** ARNs the call touches: each must be allowed by the caller's policies. `['*']` where IAM knows no resource. */
  resources(input: any, cloud: Cloud): string[];
  /** IAM condition keys of the call beyond the global ones, e.g. `{ 'ses:FromAddress': '…' }`. */
  conditions?(input: any, cloud: Cloud): Record<string, string | string[]>;
  run(input: any, context: CallContext): Promise<any> | any;
  /** REST protocols: method and path template, e.g. `PUT /contact/chat`, `GET /contacts/{InstanceId}/{ContactId}`. */
  http?: string;
  /** REST protocols: input members that travel in the query string, wire name → member name. */
  query?: Record<string, string>;
}

/** A resource of the template, its properties resolved. */
export interface Resource {
  stack: string;
  logicalId: string;
  type: string;
  properties: any;
  /** Unique and stable over restarts: `<stack>-<logicalId>` shortened to 60 characters. */
  physicalName: string;
}

/** What `Ref` and `Fn::GetAtt` of a deployed resource give. */
export interface Deployed {
  ref: string;
  attributes: Record<string, string>;
}

export interface ResourceType {
  /** Registers the resource with its service. Called at every boot, in dependency order; must be repeatable. */
  deploy(resource: Resource, cloud: Cloud): Deployed | Promise<Deployed>;
}

export interface Service {
  /** Name in SigV4 credential scopes and `cloud.call`: dynamodb, states, events, sns, ses, connect, … */
  name: string;
  /** IAM action prefix when it differs from the name. */
  iamPrefix?: string;
  protocol: 'json-1.0' | 'json-1.1' | 'query' | 'rest-json' | 'raw';
  operations: Record<string, Operation>;
  resourceTypes: Record<string, ResourceType>;
  /** For protocol `raw` (S3, DynamoDB proxy): answers the HTTP request itself. */
  raw?(request: RawRequest, context: CallContext): Promise<RawResponse>;
  /** Calls without a signature (participant service, its preflights): every path that starts with `prefix`, whatever the method. */
  unsigned?: {
    prefix: string;
    handle(request: RawRequest, cloud: Cloud): Promise<RawResponse> | RawResponse;
  };
  /** A browser asks whether a page of another origin may call: the answer when this service knows the path. Unsigned as well. */
  preflight?(request: RawRequest): RawResponse | undefined;
  /** A websocket upgrade on the port of the AWS endpoints: true when this service took the socket. */
  upgrade?(request: IncomingMessage, socket: Duplex, head: Buffer, cloud: Cloud): boolean;
  /** After every stack is deployed: rebuild timers, resume what a kill cut off. */
  resume?(cloud: Cloud): void | Promise<void>;
  stop?(): void | Promise<void>;
}

export interface RawRequest {
  method: string;
  /** Decoded path, `/bucket/key…`. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: Uint8Array;
}
export interface RawResponse {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array | string;
}

/** Virtual time. Runs with real time plus an offset; `advance` moves it and fires what falls due, in order. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Runs `job` once virtual time reaches `due` (epoch ms); errors are reported, never swallowed. */
  at(due: number, job: () => void | Promise<void>): Timer;
  /** Where an advance under way will end (epoch ms), else `now()`: schedules fire their last missed tick only. */
  horizon?(): number;
  /** Moves time forward by `ms`, timer by timer, waiting between timers until the cloud is idle. */
  advance(ms: number): Promise<void>;
}
export interface Timer {
  cancel(): void;
}

/** JSON documents by key, on disk before `put` returns. Keys sort bytewise. */
export interface Collection<T> {
  get(id: string): T | undefined;
  put(id: string, document: T): void;
  delete(id: string): void;
  /** In key order; `after` is exclusive. */
  list(options?: {
    prefix?: string;
    after?: string;
    limit?: number;
    reverse?: boolean;
  }): { id: string; document: T }[];
  count(): number;
}
export interface Store {
  collection<T>(name: string): Collection<T>;
  /** All writes inside, or none. */
  transaction<T>(work: () => T): T;
}

/** Work under way, so that tests and `advance` can wait until the cloud has nothing left to do but wait for time or people. */
export interface Activity {
  track<T>(work: Promise<T>): Promise<T>;
  /** As `track`, for work that starts inside: only this form lets a `pause` further in set the callers idle too. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Waits for virtual time or for a person while callers wait on the result (an Express workflow's retry interval, say):
   * until it settles, neither it nor the work that waits on it counts as under way. Call it inside `run`.
   */
  pause<T>(wait: Promise<T>): Promise<T>;
  idle(): Promise<void>;
}

/** One line of the call record: every call of every principal, allowed or not. */
export interface CallRecord {
  at: number;
  principal: string;
  caller?: string;
  service: string;
  operation: string;
  resources: string[];
  /** Exception name, or undefined when it succeeded. */
  error?: string;
}

export interface Cloud {
  readonly account: '000000000000';
  readonly region: 'us-east-1';
  readonly clock: Clock;
  readonly store: Store;
  readonly activity: Activity;
  /** Base URLs once listening, without trailing slash: AWS endpoints, the HTTP API, the pages. */
  readonly urls: { aws: string; api: string; pages: string };
  readonly calls: CallRecord[];
  /** Counts usage as AWS would, where somebody wants to know. */
  readonly meter?: Meter;
  /** Calls an operation as `principal`: checked against its policies, recorded, then run. The only way services reach each other's API. */
  call(principal: Principal, service: string, operation: string, input: any): Promise<any>;
  service<S extends Service = Service>(name: string): S;
  /** Throws AccessDeniedException unless the principal's policies allow the action on every resource. */
  authorize(
    principal: Principal,
    action: string,
    resources: string[],
    conditions?: Record<string, string | string[]>,
  ): void;
  /**
   * Invokes a function. `principal` needs lambda:InvokeFunction by its role, or, for a service principal, by the
   * function's resource policy with the given source ARN. `event` returns once accepted (stored, retried twice, then the
   * function's on-failure destination); `request` returns the outcome.
   */
  invoke(options: {
    principal: Principal;
    functionArn: string;
    payload: unknown;
    type: 'request' | 'event';
    sourceArn?: string;
    /** Caller's own limit (Lex 30 s, flow blocks 8 s); the function's time-out holds besides. */
    timeoutMs?: number;
  }): Promise<InvokeOutcome>;
  /** Publishes to a bus the way a service does, e.g. Connect contact events on `default`. */
  emit(event: {
    bus: string;
    source: string;
    detailType: string;
    detail: unknown;
    resources?: string[];
  }): Promise<void>;
  /** A line for the operator's log and the console's log view; never message text. */
  log(line: string): void;
}

export type InvokeOutcome =
  | { status: 'ok'; payload: unknown }
  /** The function threw, timed out or could not start; `payload` is Lambda's own error object. */
  | { status: 'error'; payload: { errorType: string; errorMessage: string; trace?: string[] } };
