import type { StageCase } from '../golden/stage.ts';

/** Where messages are played: a support system that chats can be opened with. */
export interface PlayStage {
  openChat(name: string): Promise<PlayChat>;
}
export interface PlayChat {
  /** Sends a message and waits for what is said to it. Throws an Error when nothing is said in time. */
  ask(text: string): Promise<{ turnMs: number; modelMs: number }>;
  theCase(): Promise<StageCase | undefined>;
  end(): Promise<void>;
}
