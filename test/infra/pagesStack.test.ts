import { PAGE_REQUEST } from '../../infra/pages/pageRequest.ts';
import { makeClients } from './clients.ts';
import { buildStacks, templates } from './stacks.ts';
import { ofType, type TemplateJson } from './templateJson.ts';

const only = (template: TemplateJson, type: string) => {
  const found = ofType(template, type);
  expect(found).toHaveLength(1);
  return found[0]!.properties;
};

describe('the pages stack', () => {
  const { pages, support } = templates(buildStacks()[0]!);
  const { DistributionConfig: site } = only(pages, 'AWS::CloudFront::Distribution');

  test('serves a private bucket that only this site may read', () => {
    expect(only(pages, 'AWS::S3::Bucket').PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(only(pages, 'AWS::CloudFront::OriginAccessControl')).toBeDefined();
    const statements = only(pages, 'AWS::S3::BucketPolicy').PolicyDocument.Statement;
    const readers = statements.filter(({ Action }: any) => Action === 's3:GetObject');
    expect(readers).toMatchObject([
      { Principal: { Service: 'cloudfront.amazonaws.com' }, Condition: { StringEquals: expect.anything() } },
    ]);
    expect(site.DefaultCacheBehavior.ViewerProtocolPolicy).toBe('redirect-to-https');
  });

  test('only the agent workspace frames and is framed, and only by the client’s own instance', () => {
    const policies = ofType(pages, 'AWS::CloudFront::ResponseHeadersPolicy');
    const policyOf = (behaviour: any) => {
      const id = behaviour.ResponseHeadersPolicyId.Ref;
      const { SecurityHeadersConfig } = policies.find(policy => policy.id === id)!.properties
        .ResponseHeadersPolicyConfig;
      return JSON.stringify(SecurityHeadersConfig);
    };
    const [agent] = site.CacheBehaviors.filter(({ PathPattern }: any) => PathPattern === '/agent/*');
    const instance = 'https://fixture-support-7f3a.my.connect.aws';
    expect(policyOf(agent)).toContain(`frame-src ${instance}`);
    expect(policyOf(agent)).toContain(`frame-ancestors ${instance}`);
    expect(policyOf(site.DefaultCacheBehavior)).toContain("frame-ancestors 'none'");
    expect(policyOf(site.DefaultCacheBehavior)).toContain('DENY');
    for (const behaviour of [site.DefaultCacheBehavior, ...site.CacheBehaviors])
      expect(policyOf(behaviour)).not.toContain('unsafe');
  });

  test('the chat is framed by the client’s own sites alone, which alone read the configuration', () => {
    const shop = 'https://www.fixture.example';
    const change = (yaml: string) =>
      yaml.replace(/(\n\s+url: https:\/\/help[^\n]*)/, `$1\n  sites: [${shop}]`);
    const [built] = buildStacks(makeClients({ name: 'framed', change }), ['framed']);
    const { pages: framed } = templates(built!);
    const { DistributionConfig } = only(framed, 'AWS::CloudFront::Distribution');
    const headersOf = (behaviour: any) =>
      ofType(framed, 'AWS::CloudFront::ResponseHeadersPolicy').find(
        ({ id }) => id === behaviour.ResponseHeadersPolicyId.Ref,
      )!.properties.ResponseHeadersPolicyConfig;
    const at = (path: string) =>
      headersOf(DistributionConfig.CacheBehaviors.find(({ PathPattern }: any) => PathPattern === path));
    for (const path of ['/chat', '/chat/*']) {
      expect(JSON.stringify(at(path).SecurityHeadersConfig)).toContain(`frame-ancestors ${shop}`);
      expect(at(path).SecurityHeadersConfig.FrameOptions).toBeUndefined();
    }
    expect(at('/config.json').CorsConfig.AccessControlAllowOrigins.Items).toEqual([shop]);
    const others = JSON.stringify(headersOf(DistributionConfig.DefaultCacheBehavior));
    expect(others).toContain("frame-ancestors 'none'");
    expect(others).not.toContain('AccessControlAllowOrigins');
  });

  test('tells the pages where the API is and where to sign in', () => {
    const { SourceMarkers } = only(pages, 'Custom::CDKBucketDeployment');
    expect(JSON.stringify(SourceMarkers)).toMatch(/ImportValue/);
    const exported = JSON.stringify(support.Outputs);
    for (const part of ['ApiUrl', 'UserPoolClientId']) expect(exported).toContain(part);
  });

  test('has a name of the client’s own once it has a certificate', () => {
    expect(site.Aliases).toBeUndefined();
    const arn = 'arn:aws:acm:us-east-1:111122223333:certificate/0f0e0d0c';
    const change = (yaml: string) =>
      yaml.replace(/(\n\s+url: https:\/\/help[^\n]*)/, `$1\n  certificateArn: ${arn}`);
    const [named] = buildStacks(makeClients({ name: 'named', change }), ['named']);
    const { DistributionConfig } = only(templates(named!).pages, 'AWS::CloudFront::Distribution');
    expect(DistributionConfig.Aliases).toEqual(['help.fixture.example']);
    expect(DistributionConfig.ViewerCertificate).toMatchObject({
      AcmCertificateArn: arn,
      MinimumProtocolVersion: 'TLSv1.2_2021',
    });
  });
});

describe('which file an address means', () => {
  const decide = new Function(`${PAGE_REQUEST}; return handler;`)() as (event: any) => any;
  const ask = (uri: string) => decide({ request: { uri } });
  test.each([
    ['/chat', '/chat/index.html'],
    ['/chat/', '/chat/index.html'],
    ['/agent/', '/agent/index.html'],
    ['/reply/h.C-1.1.abc.sig', '/reply/index.html'],
    ['/chat/chat.js', '/chat/chat.js'],
    ['/agent/agent.css', '/agent/agent.css'],
    ['/chat/agent.js', '/chat/index.html'],
    ['/shared/chunk-ABC.js', '/shared/chunk-ABC.js'],
    ['/config.json', '/config.json'],
    ['/widget.js', '/widget.js'],
  ])('%s: %s', (address, file) => expect(ask(address).uri).toBe(file));

  test('the site’s root is the chat; what is deeper than pages is nothing', () => {
    expect(ask('/')).toMatchObject({ statusCode: 302, headers: { location: { value: '/chat' } } });
    expect(ask('/chat/a/b')).toEqual({ statusCode: 404 });
    expect(ask('/../etc')).toEqual({ statusCode: 404 });
  });
});
