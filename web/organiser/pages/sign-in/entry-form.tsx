import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../../../ui/button.tsx';
import { FailureNote } from '../../../../ui/failure-note.tsx';
import { Form } from '../../../../ui/form.tsx';
import type { RequestFailure } from '../../client/failure.ts';

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
    <Form
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
        variant="primary"
        size="large"
        wide
        icon={submit.icon}
        isDisabled={submit.isDisabled}
      >
        {submit.label}
      </Button>
      <Button variant="quiet" size="small" onPress={other.onPress}>
        {other.label}
      </Button>
    </Form>
  );
}

/** The heading of a step. In a step without fields it takes the focus, so that it is read out. */
export function EntryHeading({
  title,
  lead,
  takesFocus = false,
}: {
  title: string;
  lead: string;
  takesFocus?: boolean;
}): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <div className="grid gap-1">
      <h1 className="text-2xl" ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p className="text-soft">{lead}</p>
    </div>
  );
}
