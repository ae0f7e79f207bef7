#define _GNU_SOURCE
#include "CPseudoTerminal.h"

#include <fcntl.h>
#include <pty.h>
#include <unistd.h>

int nabla_start_on_terminal(const char *program, char *const argv[], char *const envp[], const char *folder,
                            int rows, int columns, pid_t *child) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  int terminal = -1;
  pid_t process = forkpty(&terminal, 0, 0, &size);
  if (process < 0) return -1;
  if (process == 0) {
    /* Only what is safe between fork and exec. */
    if (chdir(folder) != 0) _exit(126);
    execve(program, argv, envp);
    _exit(127);
  }
  fcntl(terminal, F_SETFD, FD_CLOEXEC);
  *child = process;
  return terminal;
}
