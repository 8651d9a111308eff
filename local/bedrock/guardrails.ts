import { createHash } from 'node:crypto';
import { AwsError, type ResourceType } from '../core/contract.ts';
import type { Assessed } from './guarded.ts';
import { words } from './words.ts';

/**
 * Guardrails of the templates, judged by what can be judged without a model: words, personal data by their written form,
 * attacks by common phrases, and topics only where the text comes close to one of their declared examples. The real service
 * understands more. Versions are all the rules as deployed last.
 */
export function createGuardrails() {
  const rules = new Map<string, any>();
  const arnOf = (id: string) => `arn:aws:bedrock:us-east-1:000000000000:guardrail/${id}`;
  const resourceTypes: Record<string, ResourceType> = {
    'AWS::Bedrock::Guardrail': {
      deploy({ physicalName, properties }) {
        const id = createHash('sha256').update(physicalName).digest('hex').slice(0, 12);
        rules.set(id, properties);
        return { ref: arnOf(id), attributes: { GuardrailId: id, GuardrailArn: arnOf(id), Version: 'DRAFT' } };
      },
    },
    'AWS::Bedrock::GuardrailVersion': {
      deploy: ({ properties: { GuardrailIdentifier: id } }) => ({
        ref: `${id}|1`,
        attributes: { GuardrailId: id, GuardrailArn: arnOf(id), Version: '1' },
      }),
    },
  };
  return {
    resourceTypes,
    arnOf,
    assess(id: string, version: string, source: 'INPUT' | 'OUTPUT', text: string): Assessed {
      const guardrail = rules.get(id);
      if (!guardrail || !['1', 'DRAFT'].includes(version)) {
        throw new AwsError(
          'ResourceNotFoundException',
          `guardrail ${id} version ${version} is not in the templates; locally there are no others`,
          404,
        );
      }
      const assessment = {
        ...topicsIn(guardrail, text),
        ...wordsIn(guardrail, text),
        ...personalDataIn(guardrail, source, text),
        ...attacksIn(guardrail, source, text),
      };
      const stopped = Object.keys(assessment).length > 0;
      const message =
        source === 'INPUT' ? guardrail.BlockedInputMessaging : guardrail.BlockedOutputsMessaging;
      const units = Math.ceil(text.length / 1000);
      const usage = {
        topicPolicyUnits: guardrail.TopicPolicyConfig ? units : 0,
        contentPolicyUnits: guardrail.ContentPolicyConfig ? units : 0,
        wordPolicyUnits: guardrail.WordPolicyConfig ? units : 0,
        sensitiveInformationPolicyUnits: guardrail.SensitiveInformationPolicyConfig ? units : 0,
        sensitiveInformationPolicyFreeUnits: 0,
        contextualGroundingPolicyUnits: 0,
      };
      return { stopped, message, assessment, usage };
    },
  };
}

/** Share of an example's words that makes a text of its topic. */
const CLOSE = 0.6;

function topicsIn(guardrail: any, text: string) {
  const said = new Set(words(text));
  const topics = (guardrail.TopicPolicyConfig?.TopicsConfig ?? []).filter(({ Examples = [] }: any) =>
    Examples.some((example: string) => {
      const wanted = words(example);
      return wanted.length > 0 && wanted.filter(word => said.has(word)).length / wanted.length >= CLOSE;
    }),
  );
  if (topics.length === 0) return {};
  return {
    topicPolicy: { topics: topics.map(({ Name }: any) => ({ name: Name, type: 'DENY', action: 'BLOCKED' })) },
  };
}

function wordsIn(guardrail: any, text: string) {
  const found = (guardrail.WordPolicyConfig?.WordsConfig ?? []).filter(({ Text }: any) =>
    new RegExp(`(?<![\\p{L}\\p{N}])${literal(Text)}(?![\\p{L}\\p{N}])`, 'iu').test(text),
  );
  if (found.length === 0) return {};
  return {
    wordPolicy: {
      customWords: found.map(({ Text }: any) => ({ match: Text, action: 'BLOCKED' })),
      managedWordLists: [],
    },
  };
}
const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** How personal data look when written. Addresses have no form of their own: the real service alone finds those. */
const FORMS: Record<string, RegExp> = {
  EMAIL: /[\w.+-]+@[\w-]+\.[\w.]+/,
  PHONE: /(?<!\d)(?:\+|00|0)\d[\d /-]{7,}\d/,
  CREDIT_DEBIT_CARD_NUMBER: /(?<!\d)(?:\d[ -]?){13,19}(?!\d)/,
  INTERNATIONAL_BANK_ACCOUNT_NUMBER: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/,
  PASSWORD: /\bpassword(?: is|:)\s+\S+/i,
  AWS_ACCESS_KEY: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  AWS_SECRET_KEY: /\b(?=[A-Za-z0-9/+]*\d)(?=[A-Za-z0-9/+]*[A-Z])[A-Za-z0-9/+]{40}\b/,
};

function personalDataIn(guardrail: any, source: string, text: string) {
  const member = source === 'INPUT' ? 'InputEnabled' : 'OutputEnabled';
  const found = (guardrail.SensitiveInformationPolicyConfig?.PiiEntitiesConfig ?? []).flatMap(
    ({ Type, [member]: enabled = true }: any) => {
      const match = enabled && FORMS[Type]?.exec(text);
      return match ? [{ type: Type, match: match[0], action: 'BLOCKED' }] : [];
    },
  );
  return found.length > 0 ? { sensitiveInformationPolicy: { piiEntities: found, regexes: [] } } : {};
}

const ATTACK =
  /\b(?:ignore|disregard|forget|override)\b[^.?!]{0,40}\b(?:instructions?|rules|prompt|guidelines)\b|\b(?:system prompt|developer mode|jailbreak|do anything now)\b/i;

function attacksIn(guardrail: any, source: string, text: string) {
  const filter = (guardrail.ContentPolicyConfig?.FiltersConfig ?? []).find(
    ({ Type }: any) => Type === 'PROMPT_ATTACK',
  );
  if (source !== 'INPUT' || !filter || filter.InputStrength === 'NONE' || !ATTACK.test(text)) return {};
  return {
    contentPolicy: {
      filters: [
        {
          type: 'PROMPT_ATTACK',
          confidence: 'HIGH',
          filterStrength: filter.InputStrength,
          action: 'BLOCKED',
        },
      ],
    },
  };
}
