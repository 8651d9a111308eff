import { AwsError } from '../core/contract.ts';
import type { Cloud, InvokeOutcome, Service } from '../core/contract.ts';
import { Bots, lexResourceTypes } from './bots.ts';
import { LEX, slowNextAnswer } from './hook.ts';
import { permits } from './policy.ts';
import { sessionsOf, takeTurn } from './turn.ts';
import type { LexReply, Turn } from './turn.ts';

export type { LexMessage, LexReply, Turn } from './turn.ts';

/** The local Lex V2, with what Connect and tests need besides the API. */
export interface LexService extends Service {
  /** One message to a bot, as Connect sends it. */
  recognise(turn: Turn): Promise<LexReply>;
  /** Delivers the session's last code-hook event a second time, as can happen in AWS; the answer changes nothing here. */
  redeliver(sessionId: string): Promise<InvokeOutcome>;
  /** The session in which a contact talks to a bot, to redeliver its last call. */
  sessionOf(contactId: string): string | undefined;
  /** The next answer in a call takes so long (virtual time): for trying what is said meanwhile. */
  slowNextAnswer(ms: number): void;
  /** Whether a resource policy lets the service principal use the alias for `sourceArn`. */
  permits(host: string, aliasArn: string, sourceArn: string): boolean;
}

export function createLex(): LexService {
  const bots = new Bots();
  const underWay = new Set<string>();
  let cloud: Cloud | undefined;
  const attached = (): Cloud => {
    if (!cloud) throw new Error('Lex was used before the cloud was resumed');
    return cloud;
  };
  const types = lexResourceTypes(bots);
  for (const type of Object.values(types)) {
    const { deploy } = type;
    type.deploy = (resource, given) => deploy(resource, (cloud = given));
  }

  /** A session takes one message at a time. */
  async function recognise(turn: Turn): Promise<LexReply> {
    const session = `${turn.sessionId}|${turn.aliasArn}`;
    if (underWay.has(session))
      throw new AwsError('ConflictException', 'the session is busy with another message', 409);
    underWay.add(session);
    try {
      return await takeTurn(bots, attached(), turn);
    } finally {
      underWay.delete(session);
    }
  }
  const aliasArn = ({ botId, botAliasId }: any) =>
    `arn:aws:lex:us-east-1:000000000000:bot-alias/${botId}/${botAliasId}`;

  return {
    name: 'lex',
    protocol: 'rest-json',
    resourceTypes: types,
    recognise,
    slowNextAnswer: ms => slowNextAnswer(attached(), ms),
    permits: (host, alias, sourceArn) => permits(bots, host, alias, sourceArn),
    sessionOf: contactId =>
      sessionsOf(attached())
        .list()
        .find(({ document }) => document.sessionAttributes.contactId === contactId)
        ?.id.split('|')[0],

    async redeliver(sessionId) {
      const [found] = sessionsOf(attached()).list({ prefix: `${sessionId}|` });
      const call = found?.document.lastCall;
      if (!call) throw new Error(`session ${sessionId} has not called a function yet`);
      return attached().invoke({
        principal: LEX,
        functionArn: call.functionArn,
        payload: call.event,
        type: 'request',
        sourceArn: call.aliasArn,
      });
    },

    resume(given) {
      cloud = given;
    },

    operations: {
      RecognizeText: {
        http: 'POST /bots/{botId}/botAliases/{botAliasId}/botLocales/{localeId}/sessions/{sessionId}/text',
        resources: input => [aliasArn(input)],
        async run(input, context) {
          cloud = context.cloud;
          const { localeId, sessionId, text, sessionState, requestAttributes } = input;
          const reply = await recognise({
            aliasArn: aliasArn(input),
            localeId,
            sessionId,
            text,
            sessionAttributes: sessionState?.sessionAttributes,
            requestAttributes,
          });
          return {
            messages: reply.messages,
            sessionId,
            interpretations: reply.interpretations,
            requestAttributes: requestAttributes ?? {},
            sessionState: {
              sessionAttributes: reply.sessionAttributes,
              dialogAction: { type: reply.closed ? 'Close' : 'ElicitIntent' },
              intent: {
                name: reply.intentName,
                state: reply.intentState,
                slots: {},
                confirmationState: 'None',
              },
            },
          };
        },
      },
    },
  };
}
