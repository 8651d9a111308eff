import type { ClientConfig, Condition, Topic } from '../domain/clientConfig.ts';
import type { ArticleFile } from './readClient.ts';
import { wordsOf } from '../triage/text/words.ts';
import type { Path, YamlFile } from './yamlFile.ts';

export interface ReadFiles {
  client: YamlFile;
  config: ClientConfig;
  topicsSource: YamlFile;
  topics: Topic[];
  articles: ArticleFile[];
}

/** What no schema of one file sees: names that other parts of the client's files must know. Notes problems at their files. */
export function checkClient({ client, config, topicsSource, topics, articles }: ReadFiles): void {
  const topicIds = new Set(topics.map(topic => topic.id));
  const queueIds = new Set(config.queues.map(queue => queue.id));
  const topicExists = (file: YamlFile, path: Path, id: string) => {
    if (!topicIds.has(id)) file.problem(path, `topic "${id}" is not in topics.yaml; ${oneOf(topicIds)}`);
  };

  unique(client, 'triggers', config.triggers);
  unique(client, 'queues', config.queues);
  unique(client, 'actions', config.actions);
  unique(client, 'checklist', config.checklist);
  unique(client, 'wrapUpCodes', config.wrapUpCodes);
  unique(topicsSource, undefined, topics);
  checkExamples(topicsSource, topics);
  for (const id of Object.keys(config.boundaries.topics))
    topicExists(client, ['boundaries', 'topics', id], id);
  checkQueues(client, config, topicExists);
  config.checklist.forEach((item, n) =>
    item.topics?.forEach((id, m) => topicExists(client, ['checklist', n, 'topics', m], id)),
  );

  for (const [language, skill] of Object.entries(config.skills?.languages ?? {}))
    if (!config.skills?.names.includes(skill))
      client.problem(
        ['skills', 'languages', language],
        `skill "${skill}" is not in skills.names; ${oneOf(new Set(config.skills?.names))}`,
      );
  config.voice?.peopleSpeak.forEach(({ locale }, n) => {
    const language = locale.slice(0, 2);
    if (config.languages.includes(language) || !config.skills?.languages[language])
      client.problem(
        ['voice', 'peopleSpeak', n, 'locale'],
        `"${locale}" is nothing that people alone speak; expected a language of skills.languages that is not in languages`,
      );
  });
  config.triggers.forEach((trigger, n) => {
    if (trigger.queue && !queueIds.has(trigger.queue))
      client.problem(
        ['triggers', n, 'queue'],
        `queue "${trigger.queue}" is not in queues; ${oneOf(queueIds)}`,
      );
    trigger.skills?.forEach((skill, m) => {
      if (!config.skills?.names.includes(skill))
        client.problem(
          ['triggers', n, 'skills', m],
          `skill "${skill}" is not in skills.names; ${oneOf(new Set(config.skills?.names))}`,
        );
    });
    for (const { path, id } of conditionTopics(trigger.when, ['triggers', n, 'when']))
      topicExists(client, path, id);
  });
  config.actions.forEach((action, n) => {
    action.topics.forEach((id, m) => topicExists(client, ['actions', n, 'topics', m], id));
    if (!config.service && action.request.url.includes('{service}'))
      client.problem(
        ['actions', n, 'request', 'url'],
        'uses {service}, but no `service` is given; expected `service.url`',
      );
    for (const part of ['request', 'identify'] as const) {
      const url = action[part]?.url;
      if (url !== undefined && config.service && !isBelow(config.service.url, url))
        client.problem(
          ['actions', n, part, 'url'],
          `calls another server than the client's service; expected an address that begins with {service}/`,
        );
    }
  });
  for (const { article, source } of articles) {
    article.topics.forEach((id, n) => topicExists(source, ['topics', n], id));
    if (article.validFrom && article.validUntil && article.validFrom > article.validUntil)
      source.problem(['validUntil'], `ends on ${article.validUntil}, before validFrom ${article.validFrom}`);
  }
  for (const [day, { open, close }] of Object.entries(config.hours.days))
    if (open >= close)
      client.problem(
        ['hours', 'days', day],
        `opens at ${open} and closes at ${close}; expected a later close`,
      );
  for (const name of ['greeting', 'returning', 'signature'] as const) {
    const given = config.brand[name];
    if (typeof given === 'string') continue;
    for (const language of config.languages)
      if (!given[language])
        client.problem(
          ['brand', name],
          `has no text in "${language}"; expected one for each of languages: ${config.languages.join(', ')}`,
        );
  }
  if (config.chat?.attachments && config.existingInstanceArn)
    client.problem(
      ['chat', 'attachments'],
      'files go where the instance stores them, and this one is joined (existingInstanceArn); expected no attachments',
    );
  const domain = config.mail.from.slice(config.mail.from.indexOf('@') + 1);
  if (domain !== config.mail.domain)
    client.problem(
      ['mail', 'from'],
      `is at ${domain}; expected an address at mail.domain, ${config.mail.domain}`,
    );
}

/** Nothing that a customer says may be part of the server's name. */
function isBelow(service: string, url: string): boolean {
  const base = service.replace(/\/*$/, '/');
  return url.replace(/^\{service\}\/*/, base).startsWith(base);
}

function unique(file: YamlFile, list: string | undefined, items: { id: string }[]): void {
  const seen = new Set<string>();
  items.forEach(({ id }, n) => {
    if (seen.has(id))
      file.problem([...(list ? [list] : []), n, 'id'], `id "${id}" is there twice; expected another id`);
    seen.add(id);
  });
}

function checkExamples(file: YamlFile, topics: Topic[]): void {
  const owners = new Map<string, string>();
  topics.forEach((topic, n) =>
    topic.examples.forEach((example, m) => {
      const key = wordsOf(example).join(' ');
      if (key === '')
        file.problem([n, 'examples', m], `"${example}" has no words; expected something a customer writes`);
      const owner = owners.get(key);
      if (key !== '' && owner && owner !== topic.id)
        file.problem(
          [n, 'examples', m],
          `the same example is under topic "${owner}"; expected it under one topic`,
        );
      owners.set(key, owner ?? topic.id);
    }),
  );
}

function checkQueues(
  client: YamlFile,
  config: ClientConfig,
  topicExists: (file: YamlFile, path: Path, id: string) => void,
): void {
  const owners = new Map<string, string>();
  config.queues.forEach((queue, n) =>
    queue.topics.forEach((id, m) => {
      const path = ['queues', n, 'topics', m];
      topicExists(client, path, id);
      const owner = owners.get(id);
      if (owner)
        client.problem(path, `topic "${id}" is in queue "${owner}" already; expected one queue a topic`);
      owners.set(id, owner ?? queue.id);
    }),
  );
}

function conditionTopics(condition: Condition, path: (string | number)[]): { path: Path; id: string }[] {
  return [
    ...(condition.topic ?? []).map((id, n) => ({ path: [...path, 'topic', n], id })),
    ...(condition.all ?? []).flatMap((inner, n) => conditionTopics(inner, [...path, 'all', n])),
    ...(condition.any ?? []).flatMap((inner, n) => conditionTopics(inner, [...path, 'any', n])),
    ...(condition.not ? conditionTopics(condition.not, [...path, 'not']) : []),
  ];
}

const oneOf = (known: Set<string>): string => `expected one of: ${[...known].join(', ')}`;
