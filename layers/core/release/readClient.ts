import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type * as v from 'valibot';
import { ArticleSchema, ClientSchema, TopicsSchema } from '../domain/clientConfig.ts';
import type { Article, ClientConfig, Topic } from '../domain/clientConfig.ts';
import { checkClient } from './checkClient.ts';
import { readLabelledExamples, type LabelledExample } from './labelledExamples.ts';
import { YamlFile } from './yamlFile.ts';

export interface ClientFiles {
  config: ClientConfig;
  topics: Topic[];
  articles: Article[];
  labelled: LabelledExample[];
}

/** Every problem of a client's files, one a line: `file:line: what is wrong, what is expected`. */
export class ClientFileError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.name = 'ClientFileError';
    this.problems = problems;
  }
}

/** An article and where its front matter stands. */
export interface ArticleFile {
  article: Article;
  source: YamlFile;
}

/**
 * Reads a client's directory: `client.yaml`, `topics.yaml`, `knowledge/*.md` (articles in the order of their file names),
 * `corrections.jsonl` if it is there.
 * @param dir e.g. `clients/demo`
 * @throws ClientFileError naming file and line of everything that is wrong, in all files at once
 */
export function readClient(dir: string): ClientFiles {
  if (!existsSync(join(dir, 'client.yaml'))) throw new ClientFileError([unknown(dir)]);
  const client = new YamlFile(join(dir, 'client.yaml'));
  const config = client.parse(ClientSchema);
  const topicsFile = join(dir, 'topics.yaml');
  if (!existsSync(topicsFile))
    throw new ClientFileError([...client.problems, `${show(topicsFile)}:1: the file is missing`]);
  const topicsSource = new YamlFile(topicsFile);
  const topics = topicsSource.parse(TopicsSchema);
  const articles = readArticles(join(dir, 'knowledge'));

  if (config && config.client !== basename(dir))
    client.problem(
      ['client'],
      `\`client\` is "${config.client}"; expected its directory's name, "${basename(dir)}"`,
    );
  if (config && topics) checkClient({ client, config, topicsSource, topics, articles: articles.files });

  const taught = readLabelledExamples(join(dir, 'corrections.jsonl'), new Set(topics?.map(({ id }) => id)));
  const problems = [
    ...client.problems,
    ...topicsSource.problems,
    ...articles.problems(),
    ...(topics ? taught.problems : []),
  ];
  if (problems.length || !config || !topics) throw new ClientFileError(problems);
  return {
    config,
    topics,
    articles: articles.files.map(file => file.article),
    labelled: taught.examples,
  };
}

/** Names of the clients in a directory of clients, sorted. */
export function clientNames(clients: string): string[] {
  if (!existsSync(clients)) return [];
  return readdirSync(clients, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && existsSync(join(clients, entry.name, 'client.yaml')))
    .map(entry => entry.name)
    .sort();
}

function unknown(dir: string): string {
  const there = clientNames(dirname(dir));
  return `${show(dir)}:1: there is no client "${basename(dir)}" (no client.yaml); expected one of: ${there.join(', ') || 'none is there yet'}`;
}

function readArticles(dir: string): { files: ArticleFile[]; problems(): string[] } {
  const names = existsSync(dir) ? readdirSync(dir).filter(name => name.endsWith('.md')) : [];
  const files: ArticleFile[] = [];
  const sources: YamlFile[] = [];
  const broken: string[] = [];
  if (!names.length) broken.push(`${show(dir)}:1: no article; expected at least one .md file`);
  for (const name of names.sort()) {
    const path = join(dir, name);
    const parts = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)([\s\S]*)$/.exec(readFileSync(path, 'utf8'));
    if (!parts) {
      broken.push(`${show(path)}:1: no front matter; expected --- , title, topics, --- above the text`);
      continue;
    }
    const source = new YamlFile(path, parts[1], 1);
    sources.push(source);
    const front: v.InferOutput<typeof ArticleSchema> | undefined = source.parse(ArticleSchema);
    // A checkout with other line ends is the same article.
    const body = parts[2]!.replace(/\r\n?/g, '\n').trim();
    if (!body) source.problem([], 'there is no text below the front matter');
    if (front) files.push({ article: { ...front, id: name.slice(0, -'.md'.length), body }, source });
  }
  return { files, problems: () => [...broken, ...sources.flatMap(source => source.problems)] };
}

const show = (path: string): string => relative(process.cwd(), path) || path;
