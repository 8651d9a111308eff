import { useEffect, useRef } from 'react';
import { Box, Button, StatusIndicator, Toggle } from '@cloudscape-design/components';
import type { CaseView } from '../../../layers/core/api/cases.ts';
import { SayInCall } from './sayInCall.tsx';
import { useNotices } from '../shell/notices.tsx';
import { usePanel, useWorkspace } from '../shell/workspace.ts';

/** The contact panel's own face where it has one; otherwise who rings, and whether the agent takes contacts. */
export function ContactPanelView({ cases }: { cases: CaseView[] }) {
  const { panel } = useWorkspace();
  const { available, contacts, problem, needsSignIn } = usePanel();
  const notices = useNotices();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current && place.current.childElementCount === 0) panel.mount?.(place.current);
  }, [panel]);
  const attempt = (job: Promise<void>) => void job.catch((error: Error) => notices.problem(error.message));

  if (panel.mount)
    return (
      <section aria-label="Contact panel">
        {/* Not around the frame: it must stay where it is. */}
        <div role="alert">
          {problem && (
            <div className="trouble">
              <StatusIndicator type="warning">{problem}</StatusIndicator>
              {needsSignIn && <Button onClick={() => panel.signIn?.()}>Sign in to Connect</Button>}
            </div>
          )}
        </div>
        <div className="ccp" ref={place} />
      </section>
    );
  // A task knows its case, not whose it is.
  const ringing = contacts
    .filter(({ state }) => state === 'offered')
    .map(contact => {
      const its = cases.find(({ caseId }) => caseId === contact.caseId);
      const isDraft = its?.state === 'waiting-for-approval';
      return {
        ...contact,
        name: its?.customer.name ?? contact.name,
        what: isDraft ? 'draft to approve' : contact.channel,
      };
    });
  const calls = panel.say
    ? contacts.filter(({ state, channel }) => state === 'connected' && channel === 'voice')
    : [];
  const finishing = contacts.filter(({ state }) => state === 'after-work');
  return (
    <section className="panel" aria-label="Contact panel">
      {panel.setAvailable && (
        <Toggle
          checked={available === true}
          disabled={available === undefined}
          onChange={({ detail }) => attempt(panel.setAvailable!(detail.checked))}
        >
          {available ? 'Available' : 'Not available'}
        </Toggle>
      )}
      {problem && <StatusIndicator type="warning">{problem}</StatusIndicator>}
      <div role="status" className="rings">
        {ringing.map(({ contactId, name, channel, what }) => (
          <div className="ring" key={contactId}>
            <Box fontWeight="bold">
              {name ?? 'A customer'} <span className="quiet">{what}</span>
            </Box>
            {panel.accept && (
              <Button
                variant="primary"
                wrapText={false}
                ariaLabel={`Accept ${channel} of ${name ?? 'a customer'}`}
                onClick={() => attempt(panel.accept!(contactId))}
              >
                Accept
              </Button>
            )}
          </div>
        ))}
      </div>
      {calls.map(({ contactId, name }) => (
        <SayInCall
          key={contactId}
          name={name ?? 'A customer'}
          onSay={text => panel.say!(contactId, text)}
          onHangUp={() => attempt(panel.leave(contactId))}
        />
      ))}
      {finishing.map(({ contactId, name }) => (
        <div className="ring" key={contactId}>
          <span>{name ?? 'A customer'} has left</span>
          <Button wrapText={false} onClick={() => attempt(panel.leave(contactId))}>
            Finish
          </Button>
        </div>
      ))}
    </section>
  );
}
