#include <histedit.h>

/* libedit's entry points are variadic, which Swift cannot call; these inline wrappers fix the argument types. */

typedef char *(*nabla_prompt_function)(EditLine *);
typedef unsigned char (*nabla_edit_function)(EditLine *, int);
typedef int (*nabla_read_function)(EditLine *, wchar_t *);

static inline void nabla_el_prompt(EditLine *line, nabla_prompt_function prompt, char escape) {
  el_set(line, EL_PROMPT_ESC, prompt, escape);
}
static inline void nabla_el_editor(EditLine *line, const char *name) { el_set(line, EL_EDITOR, name); }
static inline void nabla_el_signal(EditLine *line, int on) { el_set(line, EL_SIGNAL, on); }
static inline void nabla_el_terminal(EditLine *line, const char *name) { el_set(line, EL_TERMINAL, name); }
static inline void nabla_el_read(EditLine *line, nabla_read_function read) { el_set(line, EL_GETCFN, read); }
static inline void nabla_el_client(EditLine *line, void *data) { el_set(line, EL_CLIENTDATA, data); }
static inline void *nabla_el_client_of(EditLine *line) {
  void *data = 0;
  el_get(line, EL_CLIENTDATA, &data);
  return data;
}
static inline void nabla_el_history(EditLine *line, History *past) { el_set(line, EL_HIST, history, past); }
static inline void nabla_el_command(EditLine *line, const char *name, const char *help, nabla_edit_function command) {
  el_set(line, EL_ADDFN, name, help, command);
}
static inline void nabla_el_bind(EditLine *line, const char *key, const char *command) {
  el_set(line, EL_BIND, key, command, (char *)0);
}
static inline void nabla_el_refresh(EditLine *line) { el_set(line, EL_REFRESH); }
static inline void nabla_el_prepare(EditLine *line, int on) { el_set(line, EL_PREP_TERM, on); }

static inline void nabla_history_size(History *past, int count) {
  HistEvent event;
  history(past, &event, H_SETSIZE, count);
}
static inline void nabla_history_unique(History *past, int on) {
  HistEvent event;
  history(past, &event, H_SETUNIQUE, on);
}
static inline void nabla_history_enter(History *past, const char *text) {
  HistEvent event;
  history(past, &event, H_ENTER, text);
}
static inline void nabla_history_rewind(History *past) {
  HistEvent event;
  history(past, &event, H_FIRST);
}
/* While a line is edited, the keys that would send signals are characters like any other. */
static inline void nabla_el_quiet_signals(EditLine *line) {
  el_set(line, EL_SETTY, "-d", "-isig", (char *)0);
}
