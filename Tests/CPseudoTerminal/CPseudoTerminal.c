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

int nabla_start_on_files(const char *program, char *const argv[], char *const envp[], const char *folder,
                         const char *input, const char *output, const char *error, pid_t *child) {
  pid_t process = fork();
  if (process < 0) return -1;
  if (process == 0) {
    int in = open(input, O_RDONLY);
    int out = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    int err = open(error, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (in < 0 || out < 0 || err < 0 || chdir(folder) != 0) _exit(126);
    dup2(in, 0);
    dup2(out, 1);
    dup2(err, 2);
    for (int file = 3; file < 64; file++) close(file);
    execve(program, argv, envp);
    _exit(127);
  }
  *child = process;
  return 0;
}
