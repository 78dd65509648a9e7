/** Help: what the preview is, and its shortcuts. */
import { keyName, SHORTCUTS } from "./keys.js";
import { Dialog } from "./parts/dialog.js";

const GROUPS = [...new Set(SHORTCUTS.map(({ group }) => group))];

export const Help = () => (
  <Dialog title="Help" name="help">
    <p class="help-lead">
      The pages are the ones that will be printed, composed anew whenever a file of the issue, the layout or the fonts
      is saved. They are HTML: the browser’s developer tools show what they are made of.
    </p>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
    <div class="help-groups" tabIndex={0}>
      {GROUPS.map((group) => (
        <section key={group}>
          <h3>{group}</h3>
          <dl>
            {SHORTCUTS.filter((one) => one.group === group).map(({ keys, says }) => (
              <div key={says}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{keyName(key)}</kbd>
                  ))}
                </dt>
                <dd>{says}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  </Dialog>
);
