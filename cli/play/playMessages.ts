import { splitMessage } from '../../web/chat/splitMessage.ts';
import type { Message } from './messages.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import type { PlayStage } from './playStage.ts';

export interface PlayOptions {
  concurrency: number;
  /** Called as each message is done, in the order they finish. */
  onDone(outcome: Outcome): void;
}

/** Plays every message as a chat of its own, `concurrency` at a time. A message that fails is an outcome, never an end. */
export async function playMessages(
  messages: Message[],
  stage: PlayStage,
  { concurrency, onDone }: PlayOptions,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const queue = messages.values();
  const worker = async () => {
    for (const message of queue) {
      const outcome = await playOne(message, stage);
      outcomes.push(outcome);
      onDone(outcome);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, worker));
  return outcomes.sort((a, b) => a.line - b.line);
}

async function playOne({ line, text }: Message, stage: PlayStage): Promise<Outcome> {
  const parts = splitMessage(text);
  const base = { line, text, parts: parts.length };
  let chat: Awaited<ReturnType<PlayStage['openChat']>> | undefined;
  try {
    chat = await stage.openChat(`Customer ${line}`);
    let slowest = { turnMs: 0, modelMs: 0 };
    for (const part of parts) {
      const took = await chat.ask(part);
      if (took.turnMs > slowest.turnMs) slowest = took;
    }
    const found = await chat.theCase();
    if (!found) throw new Error('the chat has no case');
    const turn = found.turns.filter(({ customer }) => customer !== undefined).at(-1);
    return { ...base, ...outcomeOf(found.case, turn), ...slowest };
  } catch (error) {
    return { ...base, outcome: 'failed', error: error instanceof Error ? error.message : String(error) };
  } finally {
    // The outcome stands; a chat that can't be ended any more has ended.
    await chat?.end().catch(() => undefined);
  }
}
