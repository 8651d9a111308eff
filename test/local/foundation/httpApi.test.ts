import { bootApp, makeAssembly, makeFunction, makeRole } from './makeApp.ts';

const PAGES = 'http://pages.example';
const resources = (routePermission = '*') => {
  const route = (key: string, more: object = {}) => ({
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: { Ref: 'Api' },
      RouteKey: key,
      Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
      ...more,
    },
  });
  const jwt = { AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Authorizer' } };
  return {
    Role: makeRole(),
    Echo: makeFunction('echo', { FunctionName: 'echo', Timeout: 20 }),
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        FunctionName: { 'Fn::GetAtt': ['Echo', 'Arn'] },
        Action: 'lambda:InvokeFunction',
        Principal: 'apigateway.amazonaws.com',
        SourceArn: { 'Fn::Sub': `arn:aws:execute-api:us-east-1:000000000000:\${Api}/*/${routePermission}` },
      },
    },
    Api: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: {
        Name: 'api',
        ProtocolType: 'HTTP',
        CorsConfiguration: {
          AllowOrigins: [PAGES],
          AllowMethods: ['GET', 'POST'],
          AllowHeaders: ['authorization'],
          MaxAge: 3600,
        },
      },
    },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': ['Echo', 'Arn'] },
        PayloadFormatVersion: '2.0',
      },
    },
    Pool: { Type: 'AWS::Cognito::UserPool' },
    Client: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Pool' } } },
    Agents: {
      Type: 'AWS::Cognito::UserPoolGroup',
      Properties: { UserPoolId: { Ref: 'Pool' }, GroupName: 'agents' },
    },
    Reviewers: {
      Type: 'AWS::Cognito::UserPoolGroup',
      Properties: { UserPoolId: { Ref: 'Pool' }, GroupName: 'reviewers' },
    },
    Authorizer: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        ApiId: { Ref: 'Api' },
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: {
          Audience: [{ Ref: 'Client' }],
          Issuer: { 'Fn::Join': ['', ['https://cognito-idp.us-east-1.amazonaws.com/', { Ref: 'Pool' }]] },
        },
      },
    },
    Open: route('POST /open'),
    Case: route('GET /cases/{caseId}', jwt),
    Special: route('GET /cases/special'),
    Rest: route('ANY /files/{path+}'),
    Scoped: route('GET /scoped', { ...jwt, AuthorizationScopes: ['openid'] }),
    Tight: route('GET /tight'),
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      DependsOn: ['Tight'],
      Properties: {
        ApiId: { Ref: 'Api' },
        StageName: '$default',
        RouteSettings: { 'GET /tight': { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2 } },
        AccessLogSettings: {
          DestinationArn: { 'Fn::GetAtt': ['Log', 'Arn'] },
          Format: '{"route":"$context.routeKey","status":"$context.status"}',
        },
      },
    },
    Log: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/api/access' } },
  };
};
const source = `export const handler = async event => {
  const { answer } = event.queryStringParameters ?? {};
  if (answer === 'throw') throw new Error('secret words');
  if (answer === 'plain') return { just: 'data' };
  if (answer === 'malformed') return { statusCode: 'OK' };
  if (answer === 'binary') return { statusCode: 201, headers: { 'Content-Type': 'image/png' }, cookies: ['a=1', 'b=2'], body: 'AAEC', isBase64Encoded: true };
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(event) };
};`;

describe('HTTP API', () => {
  let app: Awaited<ReturnType<typeof bootApp>>;
  beforeAll(async () => {
    app = await bootApp(makeAssembly(resources(), { echo: source }));
  });
  afterAll(() => app.stop());
  const ask = (path: string, init: RequestInit = {}) => fetch(`${app.cloud.urls.api}${path}`, init);
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

  test('gives the function an event of payload format 2.0', async () => {
    const reply = await ask('/open?a=1&a=2&b=x%20y', {
      method: 'POST',
      body: '{"hello":"ü"}',
      headers: { 'content-type': 'application/json', cookie: 'k=v; l=w', 'X-Own': 'Yes' },
    });
    expect(reply.status).toBe(200);
    expect(await reply.json()).toMatchObject({
      version: '2.0',
      routeKey: 'POST /open',
      rawPath: '/open',
      cookies: ['k=v', 'l=w'],
      headers: { 'content-type': 'application/json', 'x-own': 'Yes' },
      queryStringParameters: { a: '1,2', b: 'x y' },
      body: '{"hello":"ü"}',
      isBase64Encoded: false,
      requestContext: {
        http: { method: 'POST', path: '/open', sourceIp: '127.0.0.1' },
        stage: '$default',
        time: '02/Mar/2026:09:00:00 +0000',
        timeEpoch: app.clock.now(),
      },
    });
  });

  test.each([
    ['a parameter is decoded', 'GET', '/files/a%2Fb/c', 200, { pathParameters: { path: 'a/b/c' } }],
    [
      'a constant part goes before a parameter',
      'GET',
      '/cases/special',
      200,
      { routeKey: 'GET /cases/special' },
    ],
    ['no such path', 'GET', '/nowhere', 404, { message: 'Not Found' }],
    ['no such method', 'GET', '/open', 404, { message: 'Not Found' }],
    ['an empty parameter', 'GET', '/cases/', 404, { message: 'Not Found' }],
    ['a function that throws', 'GET', '/files/x?answer=throw', 500, { message: 'Internal Server Error' }],
    ['a malformed answer', 'GET', '/files/x?answer=malformed', 500, { message: 'Internal Server Error' }],
    ['an answer without status code', 'GET', '/files/x?answer=plain', 200, { just: 'data' }],
    ['no token', 'GET', '/cases/1', 401, { message: 'Unauthorized' }],
  ])('%s', async (_what, method, path, status, body) => {
    const reply = await ask(path, { method });
    expect([reply.status, await reply.json()]).toEqual([status, expect.objectContaining(body)]);
  });

  test('binary answers and cookies', async () => {
    const reply = await ask('/files/x?answer=binary');
    expect([reply.status, reply.headers.get('content-type'), reply.headers.getSetCookie()]).toEqual([
      201,
      'image/png',
      ['a=1', 'b=2'],
    ]);
    expect([...new Uint8Array(await reply.arrayBuffer())]).toEqual([0, 1, 2]);
  });

  test('a body over 10 MB is refused', async () => {
    const reply = await ask('/open', { method: 'POST', body: 'x'.repeat(10 * 1024 * 1024 + 1) });
    expect([reply.status, await reply.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
  });

  test('a token passes with its claims as flat strings, whatever its groups, until it expires', async () => {
    const { idToken } = await app.cognito.mintToken({
      username: 'ada',
      groups: ['agents', 'reviewers'],
      email: 'ada@x.example',
    });
    const reply = await ask('/cases/42', bearer(idToken));
    expect(reply.status).toBe(200);
    const event = (await reply.json()) as any;
    expect(event.pathParameters).toEqual({ caseId: '42' });
    expect(event.requestContext.authorizer.jwt).toMatchObject({
      claims: {
        'cognito:groups': '[agents reviewers]',
        'cognito:username': 'ada',
        email_verified: 'true',
        exp: expect.stringMatching(/^\d+$/),
      },
      scopes: null,
    });
    await app.clock.advance(61 * 60_000);
    const late = await ask('/cases/42', bearer(idToken));
    expect(late.status).toBe(401);
    expect(late.headers.get('www-authenticate')).toContain('the token has expired');
  });

  test('tokens of others, changed ones, and missing scopes', async () => {
    const { idToken, accessToken } = await app.cognito.mintToken({ username: 'ada', groups: [] });
    const [head, , signature] = idToken.split('.') as [string, string, string];
    const forged = Buffer.from(JSON.stringify({ aud: 'x', exp: 9e9 })).toString('base64url');
    const statuses = await Promise.all(
      [`${head}.${forged}.${signature}`, 'nonsense', idToken, accessToken].map(
        async token => (await ask('/scoped', bearer(token))).status,
      ),
    );
    expect(statuses).toEqual([401, 401, 403, 200]);
    await expect(app.cognito.mintToken({ username: 'ada', groups: ['kings'] })).rejects.toThrow(
      'no group kings; it has agents, reviewers',
    );
  });

  test('CORS as the template says', async () => {
    const preflight = (origin: string) =>
      ask('/open', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
    const allowed = await preflight(PAGES);
    expect([
      allowed.status,
      allowed.headers.get('access-control-allow-origin'),
      allowed.headers.get('access-control-allow-methods'),
    ]).toEqual([204, PAGES, 'GET,POST']);
    expect((await preflight('http://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    expect(
      (await ask('/nowhere', { headers: { origin: PAGES } })).headers.get('access-control-allow-origin'),
    ).toBe(PAGES);
  });

  test('throttles by the route’s own settings, on virtual time; writes the access log', async () => {
    const statuses = async () => [
      (await ask('/tight')).status,
      (await ask('/tight')).status,
      (await ask('/tight')).status,
    ];
    expect(await statuses()).toEqual([200, 200, 429]);
    await app.clock.advance(1000);
    expect((await ask('/tight')).status).toBe(200);
    expect(app.logs.tail('/api/access', 2).map(({ line }) => line)).toEqual([
      '{"route":"GET /tight","status":"429"}',
      '{"route":"GET /tight","status":"200"}',
    ]);
  });
});

test('without the resource policy for its route the function is not reached', async () => {
  const app = await bootApp(makeAssembly(resources('GET/other'), { echo: source }));
  const reply = await fetch(`${app.cloud.urls.api}/open`, { method: 'POST' });
  expect([reply.status, await reply.json()]).toEqual([500, { message: 'Internal Server Error' }]);
  expect(app.lines).toContainEqual(
    expect.stringContaining('no resource-based policy allows the lambda:InvokeFunction action'),
  );
  await app.stop();
});
