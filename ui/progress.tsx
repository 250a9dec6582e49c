import type { ReactNode } from 'react';
import { Label } from 'react-aria-components/Label';
import { ProgressBar } from 'react-aria-components/ProgressBar';
import './progress.css';

/**
 * A progress bar.
 *
 * @param props.fraction from 0 to 1
 * @param props.valueWords the text at its end
 */
export function Progress({
  label,
  fraction,
  valueWords,
}: {
  label: string;
  fraction: number;
  valueWords: string;
}): ReactNode {
  return (
    <ProgressBar className="progress grid gap-2" value={fraction * 100} valueLabel={valueWords}>
      {({ percentage, valueText }) => (
        <>
          <div className="flex gap-4 justify-between font-semibold">
            <Label>{label}</Label>
            <span className="figures">{valueText}</span>
          </div>
          <div className="progress-track h-2.5 overflow-hidden rounded-full bg-sunken">
            <div className="progress-fill h-full" style={{ inlineSize: `${percentage ?? 0}%` }} />
          </div>
        </>
      )}
    </ProgressBar>
  );
}
