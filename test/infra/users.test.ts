import { makeClients } from './clients.ts';
import { buildStacks, templates } from './stacks.ts';
import { ofType } from './templateJson.ts';

const DIRECTORY = `
signIn:
  saml:
    metadataUrl: https://login.provider.example/metadata
`;

test('every queue is a group, beside the roles', () => {
  const { support } = templates(buildStacks()[0]!);
  const groups = ofType(support, 'AWS::Cognito::UserPoolGroup').map(({ properties }) => properties.GroupName);
  expect(groups.sort()).toEqual([
    'agents',
    'managers',
    'queue:care',
    'queue:orders',
    'reviewers',
    'supervisors',
  ]);
});

test('people sign in through the provider’s directory where the client’s file names one, and only there', () => {
  const clients = makeClients({ name: 'with-saml', change: yaml => yaml + DIRECTORY }, { name: 'without' });
  const [withSaml, without] = buildStacks(clients, ['with-saml', 'without']).map(templates);
  const [provider] = ofType(withSaml!.support, 'AWS::Cognito::UserPoolIdentityProvider');
  expect(provider!.properties).toMatchObject({
    ProviderType: 'SAML',
    ProviderDetails: { MetadataURL: 'https://login.provider.example/metadata' },
    AttributeMapping: { email: expect.stringContaining('emailaddress') },
  });
  const [client] = ofType(withSaml!.support, 'AWS::Cognito::UserPoolClient');
  expect(client!.properties.SupportedIdentityProviders).toHaveLength(2);
  expect(ofType(without!.support, 'AWS::Cognito::UserPoolIdentityProvider')).toEqual([]);
});

test('people sign in by the hosted pages only, and with what they get they cannot change their own name', () => {
  const { support } = templates(buildStacks()[0]!);
  const [{ properties: client }] = ofType(support, 'AWS::Cognito::UserPoolClient') as unknown as [
    { properties: any },
  ];
  expect(client.ExplicitAuthFlows).toEqual(['ALLOW_REFRESH_TOKEN_AUTH']);
  expect(client.AllowedOAuthFlows).toEqual(['code']);
  // `aws.cognito.signin.user.admin` is what changing an account takes.
  expect([...client.AllowedOAuthScopes].sort()).toEqual(['email', 'openid', 'profile']);
  const [{ properties: pool }] = ofType(support, 'AWS::Cognito::UserPool') as unknown as [
    { properties: any },
  ];
  expect(pool.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(true);
});
