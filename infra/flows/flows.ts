import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { agentWhisperFlow } from './agentWhisper.ts';
import { conversationFlow } from './conversation.ts';
import { customerQueueFlow } from './customerQueue.ts';
import type { Flow } from './flow.ts';
import { mainFlow } from './main.ts';

/** A client's flows in the order in which they can be made: each names only those before it. */
export const clientFlows = (config: ClientConfig): Flow[] => [
  customerQueueFlow(config),
  agentWhisperFlow(),
  conversationFlow(config),
  mainFlow(config),
];
