import { createHash, createHmac } from 'node:crypto';
import { AwsError, type RawRequest } from '../core/contract.ts';

const LONGEST_SECONDS = 7 * 24 * 3600;

/**
 * Checks a presigned URL as S3 does: not over its time, and the very request that was signed (method, path, query and the
 * headers that it names). Requests that are signed in a header pass: the gateway knows them by their key.
 * @param secretOf the secret of an access key of this run
 * @throws AwsError AccessDenied, SignatureDoesNotMatch, AuthorizationQueryParametersError
 */
export function checkPresigned(
  request: RawRequest & { encodedPath?: string },
  now: number,
  secretOf: (accessKeyId: string) => string | undefined,
): void {
  const { query } = request;
  const signature = query.get('X-Amz-Signature');
  if (!signature) return;
  const [accessKeyId = '', date = '', region = '', service = ''] = (
    query.get('X-Amz-Credential') ?? ''
  ).split('/');
  const time = query.get('X-Amz-Date') ?? '';
  const seconds = Number(query.get('X-Amz-Expires'));
  if (!(seconds > 0 && seconds <= LONGEST_SECONDS))
    throw new AwsError(
      'AuthorizationQueryParametersError',
      'X-Amz-Expires must be between 1 and 604800 seconds',
    );
  const signedAt = Date.parse(
    time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  if (!(signedAt + seconds * 1000 > now)) throw new AwsError('AccessDenied', 'Request has expired', 403);

  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const signingKey = [date, region, service, 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${secretOf(accessKeyId) ?? ''}`,
  );
  const hash = createHash('sha256').update(canonical(request)).digest('hex');
  const scope = `${date}/${region}/${service}/aws4_request`;
  const right = hmac(signingKey, ['AWS4-HMAC-SHA256', time, scope, hash].join('\n')).toString('hex');
  if (right !== signature)
    throw new AwsError(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      403,
    );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
function canonical({ method, path, encodedPath, query, headers }: RawRequest & { encodedPath?: string }) {
  const encoded = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  const pairs = [...query.entries()]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort();
  const signed = (query.get('X-Amz-SignedHeaders') ?? '').split(';');
  return [
    method,
    encodedPath ?? path,
    pairs.join('&'),
    ...signed.map(name => `${name}:${(headers[name] ?? '').trim().replace(/\s+/g, ' ')}`),
    '',
    signed.join(';'),
    'UNSIGNED-PAYLOAD',
  ].join('\n');
}
