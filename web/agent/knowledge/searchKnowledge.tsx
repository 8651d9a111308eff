import { useState } from 'react';
import { Badge, Button, Input, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import type { CaseView } from '../../../layers/core/api/cases.ts';
import type { KnowledgeResult } from '../../../layers/core/api/knowledge.ts';
import { useWorkspace } from '../shell/workspace.ts';

/** Looks something up, and puts it into the answer. */
export function SearchKnowledge({ theCase, onInsert }: { theCase: CaseView; onInsert(text: string): void }) {
  const { api } = useWorkspace();
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<{ query: string; results?: KnowledgeResult[]; problem?: string }>();
  const search = async () => {
    const q = query.trim();
    if (!q) return;
    setFound({ query: q });
    try {
      const { results } = await api.knowledge({ q, topic: theCase.topic ?? undefined });
      setFound({ query: q, results });
    } catch (error) {
      setFound({ query: q, problem: (error as Error).message });
    }
  };
  return (
    <SpaceBetween size="s">
      <form
        id="knowledge-query"
        role="search"
        onSubmit={event => {
          event.preventDefault();
          void search();
        }}
      >
        <Input
          type="search"
          ariaLabel="Search the knowledge"
          placeholder="Search, Enter"
          value={query}
          onChange={({ detail }) => setQuery(detail.value)}
          onKeyDown={({ detail }) => {
            if (detail.key === 'Enter') void search();
          }}
        />
      </form>
      <div role="status">
        {found && !found.results && !found.problem && (
          <StatusIndicator type="loading">Searching</StatusIndicator>
        )}
        {found?.problem && <StatusIndicator type="error">{found.problem}</StatusIndicator>}
        {found?.results?.length === 0 && <p className="quiet">Nothing is known about “{found.query}”.</p>}
        {found?.results && found.results.length > 0 && (
          <p className="quiet">{found.results.length} passages, best first</p>
        )}
      </div>
      {found?.results?.map(({ id, title, text, audience, validUntil }) => (
        <article className="passage" key={id}>
          <h3>
            {title} {audience === 'agent' && <Badge color="severity-medium">for agents only</Badge>}
          </h3>
          <p className="words">{text}</p>
          <div className="row">
            {validUntil && <span className="quiet">holds until {validUntil}</span>}
            {audience === 'customer' && (
              <Button ariaLabel={`Insert: ${title}`} onClick={() => onInsert(text)}>
                Insert
              </Button>
            )}
          </div>
        </article>
      ))}
    </SpaceBetween>
  );
}
