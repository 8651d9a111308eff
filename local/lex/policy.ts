import type { Bots } from './bots.ts';

const ACTIONS = ['lex:RecognizeText', 'lex:StartConversation', 'lex:RecognizeMessageAsync'];

/** Whether resource policies let the service principal use the alias in chats on behalf of `sourceArn`. */
export function permits(bots: Bots, host: string, aliasArn: string, sourceArn: string): boolean {
  const statements = [...bots.policies.values()]
    .filter(({ resourceArn }) => resourceArn === aliasArn)
    .flatMap(policy => policy.statements)
    .filter(
      ({ Principal, Condition }) => [Principal?.Service].flat().includes(host) && meets(Condition, sourceArn),
    );
  const covers = (effect: string, action: string) =>
    statements.some(
      ({ Effect, Action }) =>
        Effect === effect && [Action].flat().some(given => given === action || given === 'lex:*'),
    );
  return ACTIONS.every(action => covers('Allow', action) && !covers('Deny', action));
}

function meets(
  condition: Record<string, Record<string, string | string[]>> | undefined,
  sourceArn: string,
): boolean {
  const context: Record<string, string> = {
    'aws:sourcearn': sourceArn,
    'aws:sourceaccount': sourceArn.split(':')[4] ?? '',
  };
  return Object.entries(condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => {
      const value = context[key.toLowerCase()];
      const like = operator.endsWith('Like') || operator.startsWith('Arn');
      return (
        value !== undefined &&
        [values].flat().some(wanted => (like ? matches(wanted, value) : wanted === value))
      );
    }),
  );
}

function matches(pattern: string, value: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`).test(value);
}
