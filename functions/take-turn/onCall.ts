import type { LexV2Event } from 'aws-lambda';
import {
  afterTurn,
  nextCallStep,
  readCallState,
  type CallState,
  type CallStepOptions,
  type MenuOption,
} from '../../layers/core/answer/spoken/callStep.ts';
import { spokenText } from '../../layers/core/answer/spoken/spokenText.ts';
import { toSsml } from '../../layers/core/answer/spoken/ssml.ts';
import type { TurnInput } from '../../layers/core/domain/turn.ts';
import type { Taken } from './takeTurn.ts';

/** What the bot service is told after one utterance of a call. */
export interface CallReply {
  outcome: Taken['outcome'];
  caseId?: string;
  ssml: string;
  /** The call's state, as it travels in the session. */
  call: string;
}

/**
 * One utterance of a call: what is about the call itself (silence, keys, "say that again") is answered at once and is no
 * message; everything else is a turn. Either way the words become speech here.
 */
export async function onCall(
  event: Pick<LexV2Event, 'inputMode' | 'inputTranscript' | 'bot'>,
  attributes: Record<string, string>,
  take: (words: Pick<TurnInput, 'text' | 'forPerson'>) => Promise<Taken>,
): Promise<CallReply> {
  const locale = event.bot.localeId;
  const options: CallStepOptions = {
    language: locale,
    menu: menuOf(attributes.callMenu),
    toPeople: attributes.answeredBy === 'people',
  };
  const before = readCallState(attributes.call);
  // Before the first turn what was said last is the greeting, which the flow spoke.
  const state = before.last ? before : { ...before, last: attributes.callGreeting ?? '' };
  const caseId = (known: CallState) => known.caseId && { caseId: known.caseId };
  const mode = event.inputMode === 'DTMF' ? 'keys' : 'speech';
  const step = nextCallStep({ mode, text: event.inputTranscript ?? '' }, state, options);
  const speech = (text: string, { slow }: CallState, spell?: boolean) =>
    toSsml(spokenText(text, { locale, ...(spell && { spell }) }), { slow });

  if (step.kind === 'say') {
    return {
      outcome: step.end ? 'close' : 'continue',
      ...caseId(step.state),
      ssml: speech(step.text, step.state, step.spell),
      call: JSON.stringify(step.state),
    };
  }
  const taken = await take({ text: step.text, ...(step.forPerson && { forPerson: step.forPerson }) });
  const said = afterTurn(taken, step.state, options);
  return {
    outcome: taken.outcome,
    ...caseId(said.state),
    ssml: speech(said.text, said.state),
    call: JSON.stringify(said.state),
  };
}

/** The choices by key, which the flow passes on from the client's configuration. */
function menuOf(text: string | undefined): MenuOption[] {
  return text ? (JSON.parse(text) as MenuOption[]) : [];
}
