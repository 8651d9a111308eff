import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { http, HttpError } from '../../layers/core/platform/http.ts';
import { ask, makeCloud, makePages, makePanel } from '../console/consoleCloud.ts';
import { makeClients, ROOT } from '../infra/clients.ts';
import { buildStacks, templates } from '../infra/stacks.ts';
import { ofType } from '../infra/templateJson.ts';

const SHOP = 'https://www.fixture.example';
const INSTANCE = 'https://fixture-support-7f3a.my.connect.aws';

/** Directives of a content policy. */
const directives = (policy: string) =>
  Object.fromEntries(
    policy.split(';').map(one => [one.trim().split(' ')[0]!, one.trim().split(' ').slice(1)]),
  );

/** What holds for every page, wherever it is served from. */
function holdsForAll(policy: string, framedBy: string[]): void {
  const all = directives(policy);
  expect(all['default-src']).toEqual(["'none'"]);
  expect(all['script-src']).toEqual(["'self'"]);
  expect(all['style-src']).toEqual(["'self'"]);
  expect(all['base-uri']).toEqual(["'none'"]);
  expect(all['form-action']).toEqual(["'none'"]);
  expect(all['object-src']).toBeUndefined();
  expect(all['frame-ancestors']).toEqual(framedBy.length > 0 ? framedBy : ["'none'"]);
  expect(policy).not.toMatch(
    /unsafe|\*(?!\.transport\.connect)|data:(?!;)[^;]*script|http:\/\/(?!127\.0\.0\.1)/,
  );
}

const pages = readdirSync(join(ROOT, 'web'), { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name)
  .filter(name => readdirSync(join(ROOT, 'web', name)).includes('index.html'));

describe('behind CloudFront', () => {
  const change = (yaml: string) => yaml.replace(/(\n\s+url: https:\/\/help[^\n]*)/, `$1\n  sites: [${SHOP}]`);
  const [built] = buildStacks(makeClients({ name: 'fixture', change }), ['fixture']);
  const { pages: template } = templates(built!);
  const { properties } = ofType(template, 'AWS::CloudFront::Distribution')[0]!;
  const { DefaultCacheBehavior, CacheBehaviors } = properties.DistributionConfig;
  const policies = ofType(template, 'AWS::CloudFront::ResponseHeadersPolicy');

  /** The headers of an address: the first pattern that fits, as CloudFront chooses. */
  function headersOf(address: string) {
    const fits = ({ PathPattern }: any) =>
      new RegExp(`^${PathPattern.replace(/[.]/g, '\\.').replaceAll('*', '.*')}$`).test(address);
    const behaviour = CacheBehaviors.find(fits) ?? DefaultCacheBehavior;
    const { ResponseHeadersPolicyConfig } = policies.find(
      ({ id }) => id === behaviour.ResponseHeadersPolicyId.Ref,
    )!.properties;
    const secured = ResponseHeadersPolicyConfig.SecurityHeadersConfig;
    const flat = (value: any): string =>
      typeof value === 'string'
        ? value
        : (value['Fn::Join']?.[1] ?? []).map((part: any) => (typeof part === 'string' ? part : 'x')).join('');
    return { secured, policy: flat(secured.ContentSecurityPolicy.ContentSecurityPolicy), behaviour };
  }
  const WHO_FRAMES: Record<string, string[]> = { agent: [INSTANCE], chat: [SHOP] };

  test('there are pages to look at', () => expect(pages.length).toBeGreaterThanOrEqual(6));

  test.each(
    pages.flatMap(page => [`/${page}`, `/${page}/`, `/${page}/h.C-1.3-0.abc.sig`, `/${page}/${page}.js`]),
  )('%s', address => {
    const { secured, policy, behaviour } = headersOf(address);
    const framedBy = WHO_FRAMES[address.split('/')[1]!] ?? [];
    holdsForAll(policy, framedBy);
    expect(secured.ContentSecurityPolicy.Override).toBe(true);
    expect(secured.ContentTypeOptions).toEqual({ Override: true });
    expect(secured.ReferrerPolicy).toEqual({ Override: true, ReferrerPolicy: 'no-referrer' });
    expect(secured.StrictTransportSecurity).toMatchObject({
      AccessControlMaxAgeSec: 31_536_000,
      Override: true,
    });
    expect(secured.FrameOptions).toEqual(
      framedBy.length > 0 ? undefined : { FrameOption: 'DENY', Override: true },
    );
    expect(behaviour.ViewerProtocolPolicy).toBe('redirect-to-https');
  });

  test.each(['/', '/config.json', '/widget.js', '/shared/x-1.js', '/nowhere'])('%s', address =>
    holdsForAll(headersOf(address).policy, []),
  );

  test('a page of the team and a file connect to the API and the bucket, and frame nothing', () => {
    for (const page of ['/reply/x', '/file/x', '/survey/x', '/person/x'])
      expect(Object.keys(directives(headersOf(page).policy))).not.toContain('frame-src');
    expect(directives(headersOf('/agent/').policy)['frame-src']).toEqual([INSTANCE]);
  });
});

describe('on this machine', () => {
  const { app } = makePages(makeCloud(), makePanel(), [SHOP]);
  const local = [...pages, 'console'].map(page => `/${page}`);
  test.each([
    ...local,
    '/reply/h.C-1.3-0.abc.sig',
    '/config.json',
    '/widget.js',
    '/nowhere',
    '/console/api/logs',
  ])('%s', async address => {
    const { headers } = await ask(app, address);
    holdsForAll(headers.get('content-security-policy')!, /^\/chat(\/|$)/.test(address) ? [SHOP] : []);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-frame-options')).toBe(/^\/chat(\/|$)/.test(address) ? null : 'DENY');
  });
});

test("a browser may read the API from the pages' own address only", () => {
  const { support } = templates(buildStacks()[0]!);
  const { CorsConfiguration } = ofType(support, 'AWS::ApiGatewayV2::Api')[0]!.properties;
  expect(CorsConfiguration.AllowOrigins).toEqual([{ Ref: 'PagesUrl' }]);
  expect(CorsConfiguration.AllowCredentials).toBeUndefined();
  expect(CorsConfiguration.AllowHeaders.sort()).toEqual(['authorization', 'content-type']);
  expect(CorsConfiguration.AllowMethods.sort()).toEqual(['GET', 'POST']);
});

test('an answer of the API is JSON that is never shown as a page, framed, kept or guessed at', async () => {
  const handler = http({
    'GET /x': async () => ({ text: '<script>alert(1)</script>' }),
    'GET /no': async () => {
      throw new HttpError(404, 'x', '<script>alert(1)</script>');
    },
  });
  for (const routeKey of ['GET /x', 'GET /no', 'GET /nowhere']) {
    const { headers } = await handler({ routeKey } as never);
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000',
    });
  }
});
