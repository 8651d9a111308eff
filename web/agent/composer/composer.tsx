import { useRef, useState } from 'react';
import { Button, Textarea, type TextareaProps } from '@cloudscape-design/components';
import type { CaseFile } from '../../../layers/core/api/cases.ts';
import { LONGEST_REPLY } from '../../../layers/core/api/fields.ts';
import type { Working } from '../case/useWork.ts';
import { useShortcuts } from '../keyboard/useShortcuts.ts';
import { DraftCard } from './draftCard.tsx';
import { RejectDraft } from './rejectDraft.tsx';
import type { Unsent } from './useUnsent.ts';

const FEWEST_ROWS = 3;
const MOST_ROWS = 9;
/** Of the field, at 1280 pixels. */
const ROW_CHARACTERS = 72;

/** As many rows as the text takes, within reason. */
const rowsFor = (text: string): number => {
  const rows = text.split('\n').reduce((sum, line) => sum + Math.ceil((line.length + 1) / ROW_CHARACTERS), 0);
  return Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, rows));
};

/** Where the agent speaks: with the AI's draft as it is, changed, or with words of their own. */
export function Composer({ file, working, unsent }: { file: CaseFile; working: Working; unsent: Unsent }) {
  const { draft } = file;
  const field = useRef<TextareaProps.Ref>(null);
  const [isRejecting, setRejecting] = useState(false);
  const maySendDraft = draft !== undefined && working.may('send-draft');
  const isDraft = unsent.fromDraft && maySendDraft;
  const mayWrite = working.may('reply') || isDraft;
  const text = unsent.text.trim();

  const send = async () => {
    if (!text || !mayWrite) return;
    const sent = isDraft
      ? await working.work('send-draft', { key: unsent.key, ...(text === draft.text.trim() ? {} : { text }) })
      : await working.work('reply', { key: unsent.key, text });
    if (sent) unsent.clear();
    field.current?.focus();
  };
  const sendDraft = () => void working.work('send-draft', { key: unsent.key }, 'The AI’s draft was sent.');
  const edit = () => {
    unsent.startFrom(draft!.text);
    field.current?.focus();
  };
  useShortcuts({
    reply: mayWrite ? () => field.current?.focus() : undefined,
    send: () => void send(),
    'use-draft': maySendDraft ? edit : undefined,
    'send-draft': maySendDraft ? sendDraft : undefined,
    'reject-draft': draft && working.may('reject-draft') ? () => setRejecting(true) : undefined,
  });

  return (
    <section className="composer" aria-label="Answer">
      {draft && !isDraft && (
        <DraftCard
          draft={draft}
          working={working}
          onSend={sendDraft}
          onEdit={edit}
          onReject={() => setRejecting(true)}
        />
      )}
      {mayWrite ? (
        <>
          <Textarea
            ref={field}
            ariaLabel={isDraft ? 'The AI’s draft, as you change it' : 'Your answer to the customer'}
            placeholder="Write to the customer. Ctrl+Enter sends."
            rows={rowsFor(unsent.text)}
            value={unsent.text}
            onChange={({ detail }) => unsent.write(detail.value)}
          />
          <div className="row">
            <span className="quiet">
              {isDraft && 'The AI’s draft; your changes are kept as a correction. '}
              {text.length > LONGEST_REPLY && `Too long by ${text.length - LONGEST_REPLY} characters.`}
              {!file.case.contactOpen && 'The customer has left the chat: it goes by e-mail.'}
            </span>
            {isDraft && <Button onClick={unsent.clear}>Discard my changes</Button>}
            <Button
              variant="primary"
              disabled={!text || text.length > LONGEST_REPLY}
              loading={working.busy === 'reply' || (isDraft && working.busy === 'send-draft')}
              onClick={() => void send()}
            >
              Send
            </Button>
          </div>
        </>
      ) : (
        !draft && <p className="quiet">Only whoever has the case can write to the customer.</p>
      )}
      {isRejecting && <RejectDraft working={working} onClose={() => setRejecting(false)} />}
    </section>
  );
}
