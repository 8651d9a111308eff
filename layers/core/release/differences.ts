import { isDeepStrictEqual } from 'node:util';
import type { Topic } from '../domain/clientConfig.ts';
import type { Passage } from '../knowledge/contract.ts';
import { readPassages } from '../knowledge/index.ts';
import { unpack } from './container.ts';
import { readHeader } from './header.ts';
import { openRelease } from './release.ts';

/** Values longer than this are cut: the place is what matters. */
const LONGEST = 60;

/** What the second release changes against the first, a line each: `+` added, `-` removed, `~` changed. */
export function differences(before: Uint8Array, after: Uint8Array): string[] {
  const [a, b] = [contents(before), contents(after)];
  return [
    ...keyed('article', a.articles, b.articles, articleChanges),
    ...keyed('topic', a.topics, b.topics, topicChanges),
    ...settings(a.header.config, b.header.config),
    ...settings({ corrections: a.header.corrections }, { corrections: b.header.corrections }),
    ...settings({ threshold: a.threshold }, { threshold: b.threshold }),
    ...settings({ embeddedBy: a.embeddedBy }, { embeddedBy: b.embeddedBy }),
  ];
}

function contents(bytes: Uint8Array) {
  const parts = unpack(bytes);
  const header = readHeader(parts);
  const articles = new Map<string, Passage[]>();
  for (const passage of readPassages(parts.knowledge!))
    articles.set(passage.articleId, [...(articles.get(passage.articleId) ?? []), passage]);
  const release = openRelease(bytes);
  return {
    header,
    articles,
    topics: new Map(header.topics.map(topic => [topic.id, topic])),
    threshold: Number(release.triage().threshold.toFixed(3)),
    embeddedBy: release.knowledge().embeddedBy,
  };
}

function keyed<T>(
  what: string,
  a: Map<string, T>,
  b: Map<string, T>,
  changes: (from: T, to: T) => string[],
): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].sort().flatMap(id => {
    const [from, to] = [a.get(id), b.get(id)];
    if (from === undefined) return [`+ ${what} ${id}`];
    if (to === undefined) return [`- ${what} ${id}`];
    return changes(from, to).map(change => `~ ${what} ${id}: ${change}`);
  });
}

function articleChanges(from: Passage[], to: Passage[]): string[] {
  const front = ({ title, topics, audience, language, validFrom, validUntil }: Passage) => ({
    title,
    topics,
    audience,
    language,
    validFrom,
    validUntil,
  });
  const said = (passages: Passage[]) =>
    new Set(passages.flatMap(({ text }) => text.split(/(?<=[.!?])\s+|\n/)));
  const [old, now] = [said(from), said(to)];
  return [
    ...settings(front(from[0]!), front(to[0]!)).map(line => line.slice(2)),
    ...[...old].filter(line => !now.has(line)).map(line => `no longer says ${shown(line)}`),
    ...[...now].filter(line => !old.has(line)).map(line => `now says ${shown(line)}`),
  ];
}

function topicChanges(from: Topic, to: Topic): string[] {
  const { examples: old, ...rest } = from;
  const { examples: now, ...others } = to;
  const [gone, come] = [old.filter(one => !now.includes(one)), now.filter(one => !old.includes(one))];
  return [
    ...settings(rest, others).map(line => line.slice(2)),
    ...(gone.length || come.length ? [`examples ${come.length} added, ${gone.length} removed`] : []),
  ];
}

/** Each setting that differs, by its path. Lists whose members have ids are compared by these. */
function settings(a: unknown, b: unknown, path = ''): string[] {
  if (isDeepStrictEqual(a, b)) return [];
  const [from, to] = [members(a), members(b)];
  if (from && to)
    return [...new Set([...from.keys(), ...to.keys()])].flatMap(key =>
      settings(from.get(key), to.get(key), path ? `${path}.${key}` : key),
    );
  if (a === undefined) return [`+ ${path}: ${shown(b)}`];
  if (b === undefined) return [`- ${path}: ${shown(a)}`];
  return [`~ ${path}: ${shown(a)} → ${shown(b)}`];
}

function members(value: unknown): Map<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const named = value.every(one => typeof one?.id === 'string');
  return named && value.length ? new Map(value.map(one => [one.id, one])) : undefined;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
