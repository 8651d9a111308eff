import { AwsError } from '../core/contract.ts';
import { extractAnswer } from '../../layers/core/answer/extract.ts';
import { extractByOverlap } from './extract.ts';
import { sortIntoTopic } from './sort.ts';

/** Answers a Converse request without any model: it copies sentences from passages, or names a topic. It never invents. */
export async function converseOffline(input: any): Promise<any> {
  const prompt = promptOf(input);
  const system = (input.system ?? []).map((block: any) => block.text ?? '').join('\n');
  const whole = JSON.stringify(reply(prompt, languageOf(system)));
  const maxTokens = input.inferenceConfig?.maxTokens ?? Infinity;
  const cut = tokens(whole) > maxTokens;
  const text = cut ? whole.slice(0, maxTokens * CHARACTERS_PER_TOKEN) : whole;
  const tool = cut ? undefined : forcedTool(input.toolConfig, JSON.parse(whole));
  const usage = { inputTokens: tokens(system + prompt), outputTokens: tokens(text) };
  return {
    output: { message: { role: 'assistant', content: [tool ? { toolUse: tool } : { text }] } },
    stopReason: cut ? 'max_tokens' : tool ? 'tool_use' : 'end_turn',
    usage: { ...usage, totalTokens: usage.inputTokens + usage.outputTokens },
  };
}

/** Forced to use a tool it gives its reply through the one that takes such a reply. It never asks for anything to be done. */
function forcedTool({ toolChoice = {}, tools = [] }: any = {}, answer: object) {
  if (!toolChoice.any && !toolChoice.tool) return undefined;
  const keys = Object.keys(answer);
  const fits = ({ toolSpec }: any) =>
    keys.every(key => Object.hasOwn(toolSpec?.inputSchema.json.properties ?? {}, key)) &&
    (toolChoice.any || toolChoice.tool.name === toolSpec.name);
  const name = tools.find(fits)?.toolSpec.name;
  return name && { toolUseId: 'offline-1', name, input: answer };
}

/** A rule of thumb, good enough to fill the usage members. */
const CHARACTERS_PER_TOKEN = 4;
const tokens = (text: string) => Math.ceil(text.length / CHARACTERS_PER_TOKEN);

/** Text of the last message of the user. */
function promptOf(input: any): string {
  const last = (input.messages ?? []).findLast((message: any) => message.role === 'user');
  return (last?.content ?? []).map((block: any) => block.text ?? '').join('\n');
}

const LANGUAGES: Record<string, string> = { German: 'de', French: 'fr', Spanish: 'es', Italian: 'it' };

/** The language it is told to write in: it reads passages and question in no other. */
const languageOf = (system: string): string => LANGUAGES[/^Write in (\w+)/m.exec(system)?.[1] ?? ''] ?? 'en';

function reply(prompt: string, language: string) {
  const question = element(prompt, 'question') ?? element(prompt, 'message');
  if (question !== undefined && /<topics[\s>]/.test(prompt)) {
    const topics = elements(prompt, 'topic').map(({ attributes, text }) => ({
      id: attributes.id ?? '',
      examples: text,
    }));
    return sortIntoTopic(question, topics);
  }
  if (question !== undefined && /<passages[\s/>]/.test(prompt)) {
    const given = elements(prompt, 'passage');
    const passages = given.map(({ attributes, text }) => ({
      id: attributes.id ?? '',
      title: attributes.title ?? '',
      text,
      score: Number(attributes.relevance),
    }));
    const ranked = given.every(({ attributes }) => attributes.relevance !== undefined);
    const history = elements(prompt, 'customer').map(({ text }) => text);
    return ranked ? extracted(question, passages, history, language) : extractByOverlap(question, passages);
  }
  throw new AwsError(
    'ValidationException',
    'The offline model answers a <question> from <passages>, or sorts it into <topics>; the prompt has neither. Start with --model for more.',
  );
}

interface GivenPassage {
  id: string;
  title: string;
  text: string;
  score: number;
}

/** Sentences of the given passages by the product's own extractor; nothing stands clear: not sure, and no words. */
function extracted(question: string, passages: GivenPassage[], history: string[], language: string) {
  const found = passages.map(({ id, title, text, score }) => ({
    score,
    passage: {
      id,
      articleId: id.split('#')[0]!,
      title,
      text,
      topics: [],
      audience: 'customer' as const,
      language,
    },
  }));
  const { draft, sure } = extractAnswer({ question, found, history });
  return sure
    ? { answer: draft.text, citations: draft.citations, sure }
    : { answer: '', citations: [], sure: false };
}

function element(prompt: string, name: string): string | undefined {
  return elements(prompt, name).at(-1)?.text;
}

function elements(prompt: string, name: string): { attributes: Record<string, string>; text: string }[] {
  return [...prompt.matchAll(new RegExp(`<${name}(\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g'))].map(
    ([, attributes = '', text = '']) => ({
      attributes: Object.fromEntries(
        [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, unescaped(value!)]),
      ),
      text: unescaped(text).trim(),
    }),
  );
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", amp: '&' };
function unescaped(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|#39|amp);/g, (_, name) => ENTITIES[name]!);
}
