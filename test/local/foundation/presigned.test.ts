import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { createFileBucket } from '../../../layers/core/files/fileBucket.ts';
import { bootApp, makeAssembly, operatorClient } from './makeApp.ts';

const PAGE = 'https://help.shop.example';
const Bucket = 'files';
const TEXT = { type: 'text/plain', size: 5 };
const body = (text: string) => ({ method: 'PUT', body: text, headers: { 'content-type': 'text/plain' } });

let app: Awaited<ReturnType<typeof bootApp>>;
let client: S3Client;
/** The product signs with the time it has; the test's client with the cloud's. */
const signed = (command: PutObjectCommand | GetObjectCommand, expiresIn = 600) =>
  getSignedUrl(client, command as PutObjectCommand, {
    expiresIn,
    signingDate: new Date(app.cloud.clock.now()),
    signableHeaders: new Set(['host', 'content-type', 'content-length']),
  });
const put = (Key: string, { type, size } = TEXT) =>
  signed(new PutObjectCommand({ Bucket, Key, ContentType: type, ContentLength: size }));

beforeAll(async () => {
  app = await bootApp(
    makeAssembly({
      Files: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketName: Bucket,
          CorsConfiguration: {
            CorsRules: [
              {
                AllowedOrigins: [PAGE],
                AllowedMethods: ['PUT'],
                AllowedHeaders: ['content-type'],
                MaxAge: 60,
              },
            ],
          },
        },
      },
    }),
  );
  client = new S3Client({
    ...operatorClient(app.cloud.urls.aws),
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
});
afterAll(() => app.stop());

test('a presigned PUT takes the very type and size, once signed for, and a GET downloads by name', async () => {
  const url = await put('a');
  expect((await fetch(url, body('hello'))).status).toBe(200);
  expect((await client.send(new HeadObjectCommand({ Bucket, Key: 'a' }))).ContentLength).toBe(5);

  const download = await signed(
    new GetObjectCommand({ Bucket, Key: 'a', ResponseContentDisposition: 'attachment; filename="a.txt"' }),
  );
  const fetched = await fetch(download);
  expect(await fetched.text()).toBe('hello');
  expect(fetched.headers.get('content-disposition')).toBe('attachment; filename="a.txt"');
});

test.each<[string, (url: string) => Promise<Response>]>([
  ['a longer body', url => fetch(url, body('hello, this is more'))],
  ['another type', url => fetch(url, { ...body('hello'), headers: { 'content-type': 'text/html' } })],
  ['another object', url => fetch(url.replace('/files/b', '/files/c'), body('hello'))],
  ['another method', url => fetch(url)],
])('%s is refused', async (_, send) => {
  const refused = await send(await put('b'));
  expect(refused.status).toBe(403);
  expect(await refused.text()).toContain('SignatureDoesNotMatch');
  await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'b' }))).rejects.toThrow();
});

test('it is of no use after its time', async () => {
  const url = await put('d');
  await app.clock.advance(601_000);
  const refused = await fetch(url, body('hello'));
  expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('expired')]);
});

test("browsers are let in from the page's origin only", async () => {
  const ask = (origin: string) =>
    fetch(`${app.cloud.urls.aws}/files/x`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'content-type',
      },
    });
  const allowed = await ask(PAGE);
  expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([200, PAGE]);
  expect((await ask('https://evil.example')).status).toBe(403);
  const sent = await fetch(await put('x'), {
    ...body('hello'),
    headers: { 'content-type': 'text/plain', origin: PAGE },
  });
  expect(sent.headers.get('access-control-allow-origin')).toBe(PAGE);
});

test('the room for files knows what has arrived', async () => {
  const bucket = createFileBucket(Bucket, client);
  expect(await bucket.size('nothing')).toBeUndefined();
  expect(await bucket.size('a')).toBe(5);
  // Its own URLs name what must be sent: without both headers signed, anything could be uploaded by them.
  expect(new URL(await bucket.uploadUrl('e', TEXT)).searchParams.get('X-Amz-SignedHeaders')).toBe(
    'content-length;content-type;host',
  );
});
