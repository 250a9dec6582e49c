import { type MouseEvent, type ReactNode, useId } from 'react';
import { Button } from '../button.tsx';
import { useHotkeys } from '../hotkeys.tsx';
import './field.css';

interface ChoiceButtonsProps<K extends string> {
  label: string;
  /** At most nine: each has its digit. */
  choices: readonly { id: K; label: string }[];
  isDisabled: boolean;
  onChoose: (choice: K) => void;
}

/**
 * A question whose answer acts at once: a button each, and its digit. For what can be undone or
 * repeated; a choice that may be changed before it is sent is `RadioCards`.
 */
export function ChoiceButtons<K extends string>({
  label,
  choices,
  isDisabled,
  onChoose,
}: ChoiceButtonsProps<K>): ReactNode {
  const labelId = useId();
  useHotkeys(
    choices.map(({ id }, index) => ({ key: String(index + 1), run: () => onChoose(id) })),
    !isDisabled,
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would announce a form
    <div
      className="choice-buttons grid gap-2"
      role="group"
      aria-labelledby={labelId}
      onClickCapture={dropSecondOfDoubleClick}
    >
      <p className="field-label" id={labelId}>
        {label}
      </p>
      <div className="choice-buttons-list grid gap-2">
        {choices.map((choice, index) => (
          <Button
            key={choice.id}
            isDisabled={isDisabled}
            keys={[String(index + 1)]}
            onPress={() => onChoose(choice.id)}
            wide
          >
            {choice.label}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** The first click may have opened the question under the pointer: nobody has read it yet. */
function dropSecondOfDoubleClick(event: MouseEvent): void {
  if (event.detail > 1) event.stopPropagation();
}
