import type { ReactNode } from 'react';
import { Button } from '../../../../renderer/ui/button.tsx';
import type { RequestFailure } from '../../client/failure.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { EntryHeading } from './entry-heading.tsx';

interface EntryFormProps {
  title: string;
  lead: string;
  failure: RequestFailure | null;
  /** What sends; nothing is sent while it is disabled, not by Enter either. */
  submit: { words: string; icon: ReactNode; isDisabled: boolean };
  onSubmit: () => void;
  /** The way to another step. */
  other: { words: string; onPress: () => void };
  children: ReactNode;
}

/** One step of signing in or setting up: heading, what went wrong, fields, one button on, one to elsewhere. */
export function EntryForm({
  title,
  lead,
  failure,
  submit,
  onSubmit,
  other,
  children,
}: EntryFormProps): ReactNode {
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!submit.isDisabled) onSubmit();
      }}
    >
      <EntryHeading title={title} lead={lead} />
      <FailureNote failure={failure} />
      {children}
      <Button
        type="submit"
        look="primary"
        size="large"
        wide
        icon={submit.icon}
        isDisabled={submit.isDisabled}
      >
        {submit.words}
      </Button>
      <Button look="quiet" size="small" onPress={other.onPress}>
        {other.words}
      </Button>
    </form>
  );
}
