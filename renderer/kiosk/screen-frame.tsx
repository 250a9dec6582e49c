import type { FormEvent, ReactNode } from 'react';
import { Form } from '../kit/form.tsx';

interface ScreenFrameProps {
  /** Lays out the content. */
  className: string;
  /** The way back, at the left (in Arabic at the right). */
  back?: ReactNode;
  /** What few people choose, beside the next step. */
  other?: ReactNode;
  /** The next step, at the bottom right: at the same place on every screen of a visit. */
  next?: ReactNode;
  /** The screen is a form, which `next` submits. */
  onSubmit?: (event: FormEvent) => void;
  children: ReactNode;
}

/** A screen: its content, and a bar with its actions below. The bar is there without any, too. */
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
