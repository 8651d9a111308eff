import { jest } from '@jest/globals';
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleOptions } from '../../cli/build/bundleOptions.ts';
import { chosenClients } from '../../cli/build/chosenClients.ts';
import { hashOf, unlessFresh } from '../../cli/build/fresh.ts';
import { ROOT, makeClients } from './clients.ts';

describe('a bundle', () => {
  const dist = mkdtempSync(join(tmpdir(), 'dist-'));
  const bundle = join(dist, 'read-cases', 'index.mjs');
  const environment = {
    AWS_REGION: 'eu-central-1',
    TABLE_NAME: 't',
    RETENTION_DAYS: '30',
    RELEASE_BUCKET: 'b',
    RELEASE_KEY: 'k',
    FILES_BUCKET: 'f',
    BASELINE_SOURCE: 's',
    PATH: process.env['PATH'],
  };
  /** What a script prints that has the bundle's namespace as `bundle`. */
  const run = (script: string, env: Record<string, string> = {}): string =>
    execFileSync(
      process.execPath,
      ['--input-type=module', '-e', `const bundle = await import('file://${bundle}'); ${script}`],
      {
        env: { ...environment, ...env },
        encoding: 'utf8',
        // A failure prints the bundle's lines: all of it is one line.
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );

  beforeAll(async () => {
    await build(bundleOptions(ROOT, ['read-cases', 'receive-email'], dist));
  });

  test('loads, and has a handler', () => {
    expect(run('console.log(typeof bundle.handler)')).toBe('function\n');
  });

  test('loads nothing that it may never need', () => {
    const loaded = run('console.log(process.moduleLoadList.join())');
    for (const name of ['undici', 'https?', 'http2', 'child_process', 'dgram'])
      expect(loaded).not.toMatch(new RegExp(`NativeModule (internal/deps/)?${name}`));
    expect(loaded).toContain('NativeModule internal/modules/esm');
  });

  test('has what it loads later beside it, and not in it', () => {
    expect(readFileSync(bundle, 'utf8')).not.toContain('aws-xray-sdk');
    const tracer = join(dist, 'read-cases', 'xray.mjs');
    expect(existsSync(tracer)).toBe(true);
    expect(
      run(
        `const t = await import('file://${tracer}'); console.log(typeof t.Tracer, typeof t.captureLambdaHandler)`,
      ),
    ).toBe('function function\n');
  });

  // Packages that list and copy Node's modules, as older ones do.
  test('reads mails by what stands beside it', () => {
    const parser = join(dist, 'receive-email', 'mailParser.mjs');
    const mail = 'Subject: =?utf-8?q?gr=C3=BC=C3=9Fe?=\\r\\nFrom: a@example.com\\r\\n\\r\\nHello';
    expect(
      run(`const { MailParser } = await import('file://${parser}');
        const parser = new MailParser();
        parser.on('headers', headers => console.log(headers.get('subject')));
        parser.on('data', ({ text }) => console.log(text));
        parser.end('${mail}');`),
    ).toBe('grüße\nHello\n');
  });

  // As in Lambda, where X-Ray's daemon listens on UDP and the library replaces what node:http and node:https have.
  test('where it is traced, tells of the run and of each call to AWS', () => {
    const traced = `
      const requests = process.getBuiltinModule('node:http').createServer((request, response) => response.end('{}')).listen(0, '127.0.0.1');
      const daemon = process.getBuiltinModule('node:dgram').createSocket('udp4').bind(0, '127.0.0.1');
      await Promise.all([requests, daemon].map(socket => new Promise(done => socket.once('listening', done))));
      Object.assign(process.env, {
        AWS_ENDPOINT_URL: 'http://127.0.0.1:' + requests.address().port,
        AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:' + daemon.address().port,
      });
      const told = [];
      const ended = new Promise(done => daemon.on('message', message => {
        const { name, namespace, http } = JSON.parse(String(message).split('\\n')[1]);
        told.push(namespace ? namespace + ' ' + http.response.status : name);
        if (name.startsWith('##')) done();
      }));
      const { handler } = await import('file://${bundle}');
      const claims = { sub: 'a', 'cognito:groups': '[agents]' };
      const event = { routeKey: 'GET /cases', requestContext: { authorizer: { jwt: { claims } } } };
      const { statusCode } = await handler(event, { functionName: 'f', awsRequestId: 'r' });
      await ended;
      console.log([...told, typeof statusCode].join());
      process.exit(0);`;
    const stdout = execFileSync(process.execPath, ['--input-type=module', '-e', traced], {
      env: {
        ...environment,
        AWS_ACCESS_KEY_ID: 'x',
        AWS_SECRET_ACCESS_KEY: 'x',
        POWERTOOLS_METRICS_NAMESPACE: 'test',
        AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
        LAMBDA_TASK_ROOT: dist,
        _HANDLER: 'index.handler',
        _X_AMZN_TRACE_ID: 'Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=1',
      },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(stdout.trim().split('\n').at(-1)).toMatch(/^(remote 200,)+## index\.handler,number$/);
  });
});

describe('which clients are built', () => {
  const dir = makeClients({ name: 'first' }, { name: 'second' });
  test.each<[string, string[], string | undefined, string[]]>([
    ['all, when nobody says', [], undefined, ['first', 'second']],
    ['those named', ['--client', 'second'], undefined, ['second']],
    ['several named', ['--client', 'second', '--client', 'first'], '{"client":"x"}', ['second', 'first']],
    ['those that cdk is told', [], '{"client":"second, first"}', ['second', 'first']],
    ['the demo, when cdk is told nothing', [], '{}', ['demo']],
  ])('%s', (_what, args, context, expected) => {
    expect(chosenClients(dir, args, context)).toEqual(expected);
  });
});

test('work is done again only when its inputs changed or its outputs are gone', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'fresh-'));
  const output = join(dir, 'output');
  let done = 0;
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const work = async (input: string, outputs = [output]) => {
    writeFileSync(join(dir, 'input'), input);
    await unlessFresh('test', { stamp: join(dir, 'stamp'), inputs: hashOf(dir, ['input']), outputs }, () => {
      done += 1;
      writeFileSync(output, input);
      return 'done';
    });
    return done;
  };
  expect(await work('a')).toBe(1);
  expect(await work('a')).toBe(1);
  expect(await work('b')).toBe(2);
  expect(await work('b', [output, join(dir, 'gone')])).toBe(3);
});
