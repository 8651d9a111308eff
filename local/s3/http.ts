import { AwsError } from '../core/contract.ts';
import type { CallContext, RawRequest, RawResponse } from '../core/contract.ts';
import { checkPresigned } from './presigned.ts';
import { escapeXml } from '../core/gateway/query.ts';

/** Reads S3's HTTP requests (path style) into operations and writes their answers, XML where S3 has XML. */
export async function answerS3(
  request: RawRequest,
  { cloud, principal }: CallContext,
  secretOf: (accessKeyId: string) => string | undefined,
): Promise<RawResponse> {
  try {
    checkPresigned(request, cloud.clock.now(), secretOf);
    const { operation, input } = read(request);
    const reply = write(operation, await cloud.call(principal, 's3', operation, input));
    return { ...reply, headers: { ...reply.headers, ...overridden(request) } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const name = error.name === 'AccessDeniedException' ? 'AccessDenied' : error.name;
    const hasBody = request.method !== 'HEAD' && error.status !== 304;
    return {
      status: error.status,
      headers: { 'content-type': 'application/xml', 'x-amzn-errortype': name },
      body: hasBody
        ? `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${escapeXml(name)}</Code><Message>${escapeXml(error.message)}</Message></Error>`
        : '',
    };
  }
}

function read({ method, path, query, headers, body }: RawRequest): { operation: string; input: any } {
  const [, Bucket, Key] = /^\/([^/]+)\/?(.*)$/s.exec(path) ?? [];
  if (!Bucket) throw unknown(method, path);
  if (!Key) {
    if (method === 'HEAD') return { operation: 'HeadBucket', input: { Bucket } };
    if (method === 'GET' && query.has('versions'))
      return {
        operation: 'ListObjectVersions',
        input: present({
          Bucket,
          Prefix: query.get('prefix'),
          KeyMarker: query.get('key-marker'),
          MaxKeys: query.get('max-keys'),
        }),
      };
    if (method !== 'GET' || query.get('list-type') !== '2') throw unknown(method, `${path}?${query}`);
    return {
      operation: 'ListObjectsV2',
      input: present({
        Bucket,
        Prefix: query.get('prefix'),
        Delimiter: query.get('delimiter'),
        MaxKeys: query.get('max-keys'),
        StartAfter: query.get('start-after'),
        ContinuationToken: query.get('continuation-token'),
      }),
    };
  }
  for (const unsupported of ['uploadId', 'uploads', 'tagging', 'acl']) {
    if (query.has(unsupported)) throw unknown(method, `${path}?${unsupported}`);
  }
  const Metadata = Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith('x-amz-meta-'))
      .map(([name, value]) => [name.slice('x-amz-meta-'.length), value]),
  );
  switch (method) {
    case 'GET':
      return {
        operation: 'GetObject',
        input: present({
          Bucket,
          Key,
          Range: headers['range'],
          IfNoneMatch: headers['if-none-match'],
          VersionId: query.get('versionId'),
        }),
      };
    case 'HEAD':
      if (query.has('versionId')) throw unknown(method, `${path}?versionId`);
      return { operation: 'HeadObject', input: { Bucket, Key } };
    case 'DELETE':
      return {
        operation: 'DeleteObject',
        input: present({ Bucket, Key, VersionId: query.get('versionId') }),
      };
    case 'PUT':
      if (headers['x-amz-copy-source']) {
        return { operation: 'CopyObject', input: { Bucket, Key, CopySource: headers['x-amz-copy-source'] } };
      }
      return {
        operation: 'PutObject',
        input: present({
          Bucket,
          Key,
          Metadata,
          ContentType: headers['content-type'],
          IfNoneMatch: headers['if-none-match'],
          IfMatch: headers['if-match'],
          Body: Buffer.from(plainBody(headers, body)).toString('base64'),
        }),
      };
    default:
      throw unknown(method, path);
  }
}

/** Streams arrive in signed chunks, `<hex size>;…\r\n<bytes>\r\n`, with a checksum behind the last. */
function plainBody(headers: Record<string, string>, body: Uint8Array): Uint8Array {
  if (!headers['x-amz-content-sha256']?.startsWith('STREAMING-')) return body;
  const bytes = Buffer.from(body);
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf('\r\n', at);
    const size = parseInt(bytes.subarray(at, end).toString('latin1'), 16);
    if (!(size > 0)) break;
    parts.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
  return Buffer.concat(parts);
}

function write(operation: string, output: any): RawResponse {
  // No operation answers with a bare text: a fault that was put in the way does, and it goes out as it is.
  if (typeof output === 'string')
    return { status: 200, headers: { 'content-type': 'text/html' }, body: output };
  switch (operation) {
    case 'GetObject':
    case 'HeadObject':
      return {
        status: output.ContentRange ? 206 : 200,
        headers: present({
          'content-type': output.ContentType,
          'content-length': String(output.ContentLength),
          'content-range': output.ContentRange,
          'accept-ranges': 'bytes',
          etag: output.ETag,
          'last-modified': new Date(output.LastModified * 1000).toUTCString(),
          ...Object.fromEntries(
            Object.entries(output.Metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]),
          ),
        }),
        body: Buffer.from(output.Body ?? '', 'base64'),
      };
    case 'PutObject':
      return { status: 200, headers: { etag: output.ETag }, body: '' };
    case 'DeleteObject':
      return { status: 204, headers: {}, body: '' };
    case 'CopyObject':
      return document('CopyObjectResult', output.CopyObjectResult);
    case 'ListObjectsV2':
      return document('ListBucketResult', output);
    case 'ListObjectVersions':
      return document('ListVersionsResult', output);
    default:
      return { status: 200, headers: {}, body: '' };
  }
}

function document(root: string, value: object): RawResponse {
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${elements(value)}</${root}>`,
  };
}

/** S3 writes a list as its element repeated, and times as ISO. */
function elements(value: object): string {
  return Object.entries(value)
    .flatMap(([name, each]) => [each].flat().map(one => [name, one] as const))
    .map(([name, one]) => {
      if (name === 'LastModified') return `<${name}>${new Date(one * 1000).toISOString()}</${name}>`;
      return `<${name}>${typeof one === 'object' ? elements(one) : escapeXml(String(one))}</${name}>`;
    })
    .join('');
}

function present<T extends Record<string, unknown>>(values: T): any {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null),
  );
}

function unknown(method: string, what: string): AwsError {
  return new AwsError('UnknownOperationException', `the local s3 does not know ${method} ${what}`, 404);
}

/** What the signer of a GET wants the answer to be called: a download by its name, say. */
function overridden({ method, query }: RawRequest): Record<string, string> {
  if (method !== 'GET') return {};
  return present({
    'content-type': query.get('response-content-type'),
    'content-disposition': query.get('response-content-disposition'),
  });
}
