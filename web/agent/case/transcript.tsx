import { useEffect, useRef } from 'react';
import { Badge } from '@cloudscape-design/components';
import type { CaseFile, TurnView } from '../../../layers/core/api/cases.ts';
import type { Receipt } from '../../../layers/core/answer/contract.ts';
import { topicTitle, useWorkspace } from '../shell/workspace.ts';
import { ChatFiles } from './chatFiles.tsx';
import { MailFiles } from './mailFiles.tsx';
import { clockTime } from './times.ts';
import { WordsWithFiles } from './wordsWithFiles.tsx';

const SPEAKERS = { ai: 'AI', house: 'AI', agent: 'Agent', client: 'Client’s team' } as const;
/** How near to the end counts as being there. */
const NEAR_PX = 80;

/** What was said, oldest first; the AI's turns with what they rest on. Stays at the end while the reader is there. */
export function Transcript({ file: { turns, receipts, isLong } }: { file: CaseFile }) {
  const place = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const last = turns.at(-1);
  useEffect(() => {
    if (atEnd.current) place.current?.scrollTo({ top: place.current.scrollHeight });
  }, [turns.length, last?.reply?.text]);

  return (
    <div
      ref={place}
      className="transcript"
      role="log"
      aria-label="Conversation"
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_PX;
      }}
    >
      {turns.length === 0 && <p className="quiet">Nothing was said yet.</p>}
      {isLong && <p className="quiet">What was said before is not shown: this is a long case.</p>}
      <ol>
        {turns.map(turn => (
          <TurnLines key={turn.turnId} turn={turn} receipts={receipts} />
        ))}
      </ol>
    </div>
  );
}

function TurnLines({
  turn: { caseId, at, customer, decision, reply, mail, files },
  receipts,
}: {
  turn: TurnView;
  receipts: Receipt[];
}) {
  const { me } = useWorkspace();
  const byAgent = reply?.by === 'agent';
  return (
    <>
      {(customer || (files && !byAgent)) && (
        <li className="said customer">
          <p className="speaker">
            Customer <time dateTime={at}>{clockTime(at, me.client)}</time>
          </p>
          {customer && <p className="words">{customer}</p>}
          {files && <ChatFiles caseId={caseId} files={files} />}
          {mail && <MailFiles caseId={caseId} mail={mail} />}
          {decision && (
            <p className="basis" title={decision.reasons.join('\n')}>
              AI understood: {topicTitle(me, decision.topic)}, {Math.round(decision.confidence * 100)}% sure
              {decision.sentiment === 'angry' || decision.sentiment === 'negative'
                ? `, ${decision.sentiment}`
                : ''}
            </p>
          )}
        </li>
      )}
      {reply && (
        <li className={`said ${reply.by}${reply.discarded ? ' discarded' : ''}`}>
          <p className="speaker">
            {SPEAKERS[reply.by]}
            {reply.name ? ` · ${reply.name}` : ''}{' '}
            <time dateTime={reply.at}>{clockTime(reply.at, me.client)}</time>
            {reply.via === 'email' && <Badge color="grey">by e-mail</Badge>}
            {reply.discarded && <Badge color="severity-medium">not said: {reply.discarded}</Badge>}
          </p>
          {files && byAgent ? (
            <ChatFiles caseId={caseId} files={files} />
          ) : (
            <p className="words">
              {reply.by === 'client' ? <WordsWithFiles text={reply.text} /> : reply.text}
            </p>
          )}
          {(reply.citations?.length ?? 0) > 0 && (
            <p className="basis">Sources: {reply.citations!.map(({ title }) => title).join(' · ')}</p>
          )}
          {reply.receipts?.map(id => (
            <p className="basis receipt" key={id}>
              Receipt: {receipts.find(receipt => receipt.id === id)?.text ?? id}
            </p>
          ))}
        </li>
      )}
    </>
  );
}
