import type { ReactNode } from 'react';
import { Button } from '../../../../renderer/kit/button.tsx';
import type { RequestFailure } from '../../client/failure.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { EntryHeading } from './entry-heading.tsx';

interface EntryFormProps {
  title: string;
  lead: string;
  failure: RequestFailure | null;
  /** The submit button; while it is disabled, Enter does not submit either. */
  submit: { label: string; icon: ReactNode; isDisabled: boolean };
  onSubmit: () => void;
  /** The link to another step. */
  other: { label: string; onPress: () => void };
  children: ReactNode;
}

/** One step of sign-in or set-up: heading, failure, fields, a button to continue, another link. */
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
      className="grid content-start gap-4 min-w-0"
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
        {submit.label}
      </Button>
      <Button look="quiet" size="small" onPress={other.onPress}>
        {other.label}
      </Button>
    </form>
  );
}
