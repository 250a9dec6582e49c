import type { FormEvent, ReactNode } from 'react';
import { Form } from '../../ui/form.tsx';

interface ScreenFrameProps {
  /** Utilities that lay out the content. */
  className: string;
  /** The back button: on the left, in Arabic on the right. */
  back?: ReactNode;
  /** Rarely used actions, beside the next step. */
  other?: ReactNode;
  /**
   * The next step, at the bottom right (in Arabic left): in the same place on every screen of a
   * visit.
   */
  next?: ReactNode;
  /** If given, the screen is a form, which `next` submits. */
  onSubmit?: (event: FormEvent) => void;
  children: ReactNode;
}

/** A screen's content with a bar of actions below. The bar keeps its space even without actions. */
export function ScreenFrame({
  className,
  back,
  other,
  next,
  onSubmit,
  children,
}: ScreenFrameProps): ReactNode {
  const parts = (
    <>
      <div className={`kiosk-body ${className}`}>{children}</div>
      <div className="kiosk-bar flex justify-end">
        {back}
        {other}
        {next}
      </div>
    </>
  );
  if (onSubmit === undefined)
    return <div className="grid min-h-0 grid-rows-[minmax(0,1fr)_auto]">{parts}</div>;
  return (
    <Form
      className="grid min-h-0 grid-rows-[minmax(0,1fr)_auto]"
      onSubmit={onSubmit}
      autoComplete="off"
    >
      {parts}
    </Form>
  );
}
