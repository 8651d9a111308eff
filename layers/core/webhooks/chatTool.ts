import { logger } from '../platform/telemetry.ts';
import { callOut } from '../service/outbound.ts';

/** A channel of the client team's chat tool. */
export interface ChatTool {
  /** @throws Error when the tool did not take it */
  post(message: ChatMessage): Promise<void>;
}

export interface ChatMessage {
  title: string;
  text: string;
  link: { label: string; url: string };
}

const TIMEOUT_MS = 5_000;
/** Both answer with a word. */
const LARGEST_REPLY = 64 * 1024;

/** Posts to the incoming webhook of Slack or of Teams (a workflow that takes a card). The URL is the secret. */
export function createChatTool(tool: 'slack' | 'teams', webhookUrl: () => Promise<string>): ChatTool {
  return {
    async post(message) {
      const url = await webhookUrl();
      if (!URL.canParse(url)) {
        // What the stack generates opens nothing: the operator has not put the channel's URL there yet.
        logger.warn('CHAT_TOOL_NOT_SET', { tool });
        return;
      }
      const { status } = await callOut(url, {
        method: 'POST',
        timeoutMs: TIMEOUT_MS,
        mostBytes: LARGEST_REPLY,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(tool === 'slack' ? slackMessage(message) : teamsMessage(message)),
      });
      if (status < 200 || status >= 300) throw new Error(`the chat tool (${tool}) answered ${status}`);
    },
  };
}

/** Slack takes `&`, `<` and `>` as its own marks: https://docs.slack.dev/messaging/formatting-message-text */
const slackText = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
export const slackMessage = ({ title, text, link }: ChatMessage) => ({
  text: `*${slackText(title)}*\n${slackText(text)}\n<${link.url}|${slackText(link.label)}>`,
});

/**
 * A card in the envelope that a Teams workflow's webhook takes. Its text stands in runs, which know no Markdown: in a text block `[a](b)` is
 * a link, whoever wrote it. https://learn.microsoft.com/adaptive-cards/create/textfeatures
 */
export const teamsMessage = ({ title, text, link }: ChatMessage) => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        body: [
          {
            type: 'RichTextBlock',
            inlines: [{ type: 'TextRun', text: title, weight: 'Bolder', size: 'Medium' }],
          },
          { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text }] },
        ],
        actions: [{ type: 'Action.OpenUrl', title: link.label, url: link.url }],
      },
    },
  ],
});
