/** A setting or an argument that means nothing; the message says what would. */
export class SettingWrong extends Error {
  readonly code = "SETTING_WRONG";
}
