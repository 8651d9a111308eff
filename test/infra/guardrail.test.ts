import { Template } from 'aws-cdk-lib/assertions';
import { makeClients } from './clients.ts';
import { buildStacks } from './stacks.ts';

const withGuardrail = (yaml: string) => {
  const clients = makeClients({
    name: 'guarded',
    change: text => text.replace(/^answers:\n/m, `answers:\n  guardrail:\n${yaml.replace(/^/gm, '    ')}\n`),
  });
  return buildStacks(clients, ['guarded'])[0]!;
};
const statements = (template: Template) =>
  Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
    ({ Properties }) => Properties.PolicyDocument.Statement as { Action: string; Resource: unknown }[],
  );
const applies = (template: Template) =>
  statements(template).filter(({ Action }) => [Action].flat().includes('bedrock:ApplyGuardrail'));

test('without rules there is no guardrail, no stack and no permission', () => {
  const [stacks] = buildStacks();
  expect(stacks!.guardrail).toBeUndefined();
  expect(applies(Template.fromStack(stacks!.support))).toEqual([]);
});

test('rules make a guardrail and a version in a stack of their own; the support stack has none', () => {
  const { guardrail, support } = withGuardrail(`create:
  topics:
    - name: Investments
      definition: Advice on what to invest in.
      examples: [Which shares should I buy?]
  words: [Rivalco]
  personalData: [CREDIT_DEBIT_CARD_NUMBER]`);
  const template = Template.fromStack(guardrail!);
  template.resourceCountIs('AWS::Bedrock::GuardrailVersion', 1);
  template.hasResourceProperties('AWS::Bedrock::Guardrail', {
    TopicPolicyConfig: { TopicsConfig: [{ Name: 'Investments', Type: 'DENY' }] },
    WordPolicyConfig: { WordsConfig: [{ Text: 'Rivalco' }] },
    SensitiveInformationPolicyConfig: { PiiEntitiesConfig: [{ InputEnabled: false, OutputAction: 'BLOCK' }] },
    ContentPolicyConfig: { FiltersConfig: [{ Type: 'PROMPT_ATTACK', OutputStrength: 'NONE' }] },
  });
  const supportTemplate = Template.fromStack(support);
  supportTemplate.resourceCountIs('AWS::Bedrock::Guardrail', 0);
  expect(applies(supportTemplate)).toHaveLength(1);
});

test('one that is there already is used by its version, and made by nobody', () => {
  const { guardrail, support } = withGuardrail('existing: { id: abc123def456, version: "7" }');
  expect(guardrail).toBeUndefined();
  const template = Template.fromStack(support);
  expect(JSON.stringify(applies(template))).toContain('guardrail/abc123def456');
  const functions = Object.values(template.findResources('AWS::Lambda::Function')).map(
    ({ Properties }) => Properties.Environment?.Variables,
  );
  expect(functions.find(variables => variables?.GUARDRAIL_ID)).toMatchObject({
    POWERTOOLS_SERVICE_NAME: 'draft-answer',
    GUARDRAIL_ID: 'abc123def456',
    GUARDRAIL_VERSION: '7',
  });
});

test.each([
  ['existing: { id: abc, version: "1" }\ncreate: {}', 'either existing or create'],
  ['create: { personalData: [SHOE_SIZE] }', 'personalData'],
  ['existing: { id: abc, version: latest }', 'a number or DRAFT'],
])('%j is refused with what is expected', (yaml, words) => expect(() => withGuardrail(yaml)).toThrow(words));
