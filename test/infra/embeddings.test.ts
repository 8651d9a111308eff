import { Template } from 'aws-cdk-lib/assertions';
import { makeClients } from './clients.ts';
import { buildStacks } from './stacks.ts';

/** Functions that may call Titan's embedding model, by their logical ids' policies. */
function mayEmbed(yaml: string): string[] {
  const clients = makeClients({
    name: 'embedded',
    change: text => text.replace(/^answers:\n/m, `answers:\n${yaml}`),
  });
  const template = Template.fromStack(buildStacks(clients, ['embedded'])[0]!.support);
  return Object.entries(template.findResources('AWS::IAM::Policy'))
    .filter(([, { Properties }]) =>
      JSON.stringify(Properties.PolicyDocument).includes('foundation-model/amazon.titan-embed-text-v2:0'),
    )
    .map(([id]) => id.replace(/DefaultPolicy.*/, ''));
}

test('the embedding model is granted to the one function that asks it, where a client names it', () => {
  expect(mayEmbed('')).toEqual([]);
  expect(mayEmbed('  embeddings: { model: amazon.titan-embed-text-v2:0 }\n')).toEqual([
    expect.stringMatching(/^turndraftanswer/),
  ]);
});

test('a model whose requests are not known is refused with what is expected', () =>
  expect(() => mayEmbed('  embeddings: { model: amazon.nova-lite-v1:0 }\n')).toThrow(
    /client\.yaml:\d+: `answers\.embeddings\.model` .*a Titan or Cohere text embedding model/,
  ));
