import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { AwsError } from '../core/contract.ts';

/** DynamoDB itself: dynalite, called in this process without a socket in between. */
export interface Engine {
  /** @throws AwsError with DynamoDB's own exception name. */
  run(operation: string, input: unknown): Promise<any>;
  close(): Promise<void>;
}

const SIGNATURE = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  'x-amz-date': '20260101T000000Z',
  'content-type': 'application/x-amz-json-1.0',
};

/** Opens the tables in the folder `path`, or in memory. */
export function openEngine(path?: string): Engine {
  const server = startDynalite({ path, createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  return {
    run: (operation, input) =>
      new Promise((resolve, reject) => {
        const request = Object.assign(new EventEmitter(), {
          method: 'POST',
          url: '/',
          headers: { ...SIGNATURE, 'x-amz-target': `DynamoDB_20120810.${operation}` },
        });
        const response = {
          statusCode: 200,
          setHeader() {},
          end(body: string) {
            const parsed = body ? JSON.parse(body) : {};
            if (response.statusCode < 300) resolve(parsed);
            else reject(refusal(parsed, response.statusCode));
          },
        };
        server.emit('request', request, response);
        request.emit('data', Buffer.from(JSON.stringify(input)));
        request.emit('end');
      }),
    close: () =>
      new Promise((resolve, reject) => {
        // Only a listening server closes its database with it.
        server.listen(0, '127.0.0.1', () =>
          server.close((error?: Error) => (error ? reject(error) : resolve())),
        );
      }),
  };
}

/**
 * Each question to its database goes to another thread and back, which takes many times as long as the answer. Once the
 * database is open it is asked at once instead.
 */
function startDynalite(options: object): Server {
  const require = createRequire(import.meta.url);
  const databases = require('dynalite/db/index.js');
  const { create } = databases;
  databases.create = (given: object) => {
    const store = create(given);
    const { db } = store;
    const ask = db.get;
    db.get = (key: string, callback: unknown) => {
      if (typeof callback !== 'function' || db.status !== 'open') return ask(key, callback);
      let answer: [unknown, unknown?];
      try {
        answer = [null, db.getSync(key)];
      } catch (error) {
        answer = [error];
      }
      queueMicrotask(() => callback(...answer));
    };
    return store;
  };
  try {
    return require('dynalite')(options);
  } finally {
    databases.create = create;
  }
}

function refusal({ __type, message, Message, ...extra }: any, status: number): AwsError {
  return new AwsError(String(__type).split('#').at(-1)!, message ?? Message ?? '', status, extra);
}
