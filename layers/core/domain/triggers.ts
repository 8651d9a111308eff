import type { ClientConfig, Condition, Trigger } from './clientConfig.ts';
import type { Customer } from './case.ts';
import { COMPLEXITIES, URGENCIES, type Channel, type Triage } from './triage.ts';

/** What a condition can look at. */
export interface Facts {
  text: string;
  triage: Pick<
    Triage,
    'topic' | 'others' | 'urgency' | 'sentiment' | 'complexity' | 'language' | 'wantsPerson'
  >;
  customer: Customer;
  failedTries: number;
  channel: Channel;
  withinHours: boolean;
}

/** The first trigger whose condition holds. */
export function firstTrigger(config: Pick<ClientConfig, 'triggers'>, facts: Facts): Trigger | undefined {
  return config.triggers.find(({ when }) => holds(when, facts));
}

/** All members of a condition must hold. */
export function holds(condition: Condition, facts: Facts): boolean {
  const { triage, customer } = facts;
  const tests: Record<keyof Condition, () => boolean> = {
    topic: () => condition.topic!.some(topic => topic === triage.topic || triage.others.includes(topic)),
    urgencyAtLeast: () => atLeast(URGENCIES, triage.urgency, condition.urgencyAtLeast!),
    sentiment: () => condition.sentiment!.includes(triage.sentiment),
    complexityAtLeast: () => atLeast(COMPLEXITIES, triage.complexity, condition.complexityAtLeast!),
    language: () => condition.language!.includes(triage.language),
    tier: () => customer.identity === 'verified' && condition.tier!.includes(customer.tier ?? ''),
    words: () => condition.words!.some(word => hasWords(facts.text, word)),
    pattern: () => new RegExp(condition.pattern!, 'iu').test(facts.text),
    wantsPerson: () => triage.wantsPerson === condition.wantsPerson,
    failedTriesAtLeast: () => facts.failedTries >= condition.failedTriesAtLeast!,
    channel: () => condition.channel!.includes(facts.channel),
    withinHours: () => facts.withinHours === condition.withinHours,
    attribute: () => attributeHolds(condition.attribute!, customer.attributes),
    all: () => condition.all!.every(each => holds(each, facts)),
    any: () => condition.any!.some(each => holds(each, facts)),
    not: () => !holds(condition.not!, facts),
  };
  return (Object.keys(condition) as (keyof Condition)[])
    .filter(key => condition[key] !== undefined)
    .every(key => tests[key]());
}

function atLeast<T>(order: readonly T[], value: T, least: T): boolean {
  return order.indexOf(value) >= order.indexOf(least);
}

/** The phrase stands in the text as whole words, case and surrounding marks ignored. */
function hasWords(text: string, phrase: string): boolean {
  const words = (from: string) =>
    ` ${from
      .toLowerCase()
      .replace(/[^\p{L}\p{N}']+/gu, ' ')
      .trim()} `;
  return words(text).includes(words(phrase));
}

function attributeHolds(
  wanted: NonNullable<Condition['attribute']>,
  attributes: Record<string, string>,
): boolean {
  const value = attributes[wanted.name];
  if (value === undefined) return false;
  if (wanted.is !== undefined && value !== wanted.is) return false;
  const number = Number(value);
  if (wanted.atLeast !== undefined && !(number >= wanted.atLeast)) return false;
  if (wanted.atMost !== undefined && !(number <= wanted.atMost)) return false;
  return true;
}
