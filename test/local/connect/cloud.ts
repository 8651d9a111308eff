import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { createCredentials } from '../../../local/core/credentials.ts';
import { createActivity } from '../../../local/core/activity.ts';
import { openClock } from '../../../local/core/clock.ts';
import { createCloud } from '../../../local/core/cloud.ts';
import { AwsError } from '../../../local/core/contract.ts';
import type { Cloud, Resource, Service } from '../../../local/core/contract.ts';
import { openStore } from '../../../local/core/store.ts';
import { createS3 } from '../../../local/s3/s3.ts';
import { createConnect, createParticipant } from '../../../local/connect/index.ts';
import type { ConnectService } from '../../../local/connect/index.ts';
import { createLex } from '../../../local/lex/index.ts';
import type { LexService } from '../../../local/lex/index.ts';

export const START = '2026-03-02T09:00:00.000Z'; // a Monday
export const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:';
export const STACK = 'acme';

export type Handler = (event: any) => unknown;

/** A cloud with the real Connect, Lex, store and clock, and stand-ins for the rooms around them. */
export interface TestCloud {
  cloud: Cloud;
  connect: ConnectService;
  lex: LexService;
  participant: Service;
  /** Functions by name; throwing makes the invocation fail, an AwsError refuses it. */
  functions: Record<string, Handler>;
  invocations: { name: string; payload: any; sourceArn?: string; principal: string; timeoutMs?: number }[];
  /** Contact events so far. */
  events: any[];
  published: any[];
  logs: string[];
  deploy(
    logicalId: string,
    type: string,
    properties: any,
  ): Promise<{ ref: string; [attribute: string]: string }>;
  /** Connect's API as the operator. */
  api(operation: string, input: any): Promise<any>;
  /** The participant service over its HTTP handler. */
  post(path: string, bearer: string, body?: any): Promise<any>;
  /** Everything is deployed: go on with what is stored. */
  resume(): void;
  idle(): Promise<void>;
  advance(seconds: number): Promise<void>;
  listen(): Promise<string>;
  /** Ends the process's part without saying goodbye; the store's file stays. */
  kill(): Promise<void>;
}

export function openCloud(file = ':memory:', { frozen = true } = {}): TestCloud {
  const store = openStore(file);
  const activity = createActivity();
  const logs: string[] = [];
  const clock = openClock({
    store,
    activity,
    start: frozen ? START : undefined,
    frozen,
    onError: error => logs.push(`clock: ${(error as Error).stack}`),
  });
  const functions: Record<string, Handler> = {};
  const invocations: TestCloud['invocations'] = [];
  const events: any[] = [];
  const published: any[] = [];
  let dead = false;
  const plain = (name: string, members: any): any => ({
    name,
    protocol: 'raw',
    operations: {},
    resourceTypes: {},
    ...members,
  });
  const record = (into: any[]) => ({ resources: () => ['*'], run: (input: any) => void into.push(input) });

  const lambda = plain('lambda', {
    async invoke({ functionArn, payload, sourceArn, principal, timeoutMs }: any) {
      const name = functionArn.slice(FUNCTION.length);
      invocations.push({
        name,
        payload: structuredClone(payload),
        sourceArn,
        principal: principal.id,
        timeoutMs,
      });
      const handler = functions[name];
      if (!handler) throw new AwsError('ResourceNotFoundException', `no function ${name}`, 404);
      try {
        const result = await handler(structuredClone(payload));
        if (dead) return new Promise(() => {});
        return { status: 'ok', payload: result };
      } catch (error) {
        if (error instanceof AwsError) throw error;
        return {
          status: 'error',
          payload: { errorType: (error as Error).name, errorMessage: (error as Error).message },
        };
      }
    },
  });
  const connect = createConnect();
  const lex = createLex();
  const participant = createParticipant();
  const s3 = createS3({ store, assets: [], secretOf: createCredentials().secretOf });
  const cloud = createCloud({
    store,
    clock,
    activity,
    log: line => void logs.push(line),
    services: [
      connect,
      lex,
      participant,
      s3,
      lambda,
      plain('iam', { authorize() {} }),
      plain('sns', { operations: { Publish: record(published) } }),
      plain('events', {
        operations: {
          PutEvents: {
            resources: () => ['*'],
            run: ({ Entries }: any) =>
              void events.push(...Entries.map((entry: any) => JSON.parse(entry.Detail))),
          },
        },
      }),
    ],
  });
  let server: Server | undefined;

  return {
    cloud,
    connect,
    lex,
    participant,
    functions,
    invocations,
    events,
    published,
    logs,
    async deploy(logicalId, type, properties) {
      const service = { Lex: lex, S3: s3 }[type.split('::')[1]!] ?? connect;
      const resource: Resource = {
        stack: STACK,
        logicalId,
        type,
        properties,
        physicalName: `${STACK}-${logicalId}`,
      };
      const { ref, attributes } = await service.resourceTypes[type]!.deploy(resource, cloud);
      return { ...attributes, ref };
    },
    api: (operation, input) => cloud.call({ id: 'operator' }, 'connect', operation, input),
    async post(path, bearer, body = {}) {
      const response = await participant.unsigned!.handle(
        {
          method: 'POST',
          path: `/participant/${path}`,
          query: new URLSearchParams(),
          headers: { 'x-amz-bearer': bearer },
          body: Buffer.from(JSON.stringify(body)),
        },
        cloud,
      );
      const answer = JSON.parse(String(response.body));
      if (response.status === 200) return answer;
      throw new AwsError(response.headers['x-amzn-errortype']!, answer.message, response.status);
    },
    resume() {
      void lex.resume!(cloud);
      void connect.resume!(cloud);
    },
    idle: () => activity.idle(),
    advance: seconds => clock.advance(seconds * 1000),
    async listen() {
      server = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', chunk => chunks.push(chunk));
        request.on('end', async () => {
          const url = new URL(request.url!, 'http://127.0.0.1');
          const asked = {
            method: request.method!,
            path: decodeURIComponent(url.pathname),
            encodedPath: url.pathname,
            query: url.searchParams,
            headers: request.headers as Record<string, string>,
            body: Buffer.concat(chunks),
          };
          const answer = url.pathname.startsWith('/participant/')
            ? await participant.unsigned!.handle(asked, cloud)
            : await s3.raw!(asked, { principal: { id: 'operator' }, cloud });
          response.writeHead(answer.status, answer.headers).end(answer.body);
        });
      });
      server.on('upgrade', (request, socket, head) => {
        if (!participant.upgrade!(request, socket, head, cloud)) socket.destroy();
      });
      await new Promise<void>(resolve => server!.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as { port: number };
      cloud.urls.aws = `http://127.0.0.1:${port}`;
      return cloud.urls.aws;
    },
    async kill() {
      dead = true;
      await connect.stop!();
      clock.stop();
      server?.closeAllConnections();
      server?.close();
      store.close();
    },
  };
}
