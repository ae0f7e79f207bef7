#define _GNU_SOURCE
#include "CPseudoTerminal.h"

#include <fcntl.h>
#include <pty.h>
#include <spawn.h>
#include <unistd.h>

/* By posix_spawn, which borrows the parent's memory for the moment: a fork would first copy the page tables of a test
   process of a gigabyte or two, and that time would count as the program's. */
int nabla_start_on_terminal(const char *program, char *const argv[], char *const envp[], const char *folder,
                            int rows, int columns, pid_t *child) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  char name[128];
  int terminal = -1, inner = -1;
  if (openpty(&terminal, &inner, 0, 0, &size) != 0) return -1;
  fcntl(terminal, F_SETFD, FD_CLOEXEC);
  fcntl(inner, F_SETFD, FD_CLOEXEC);
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_t actions;
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_init(&actions);
  /* In a session of its own, the first terminal that the program opens becomes its controlling one. */
  int failure = ttyname_r(inner, name, sizeof name);
  if (!failure) failure = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  if (!failure) failure = posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0);
  if (!failure) failure = posix_spawn_file_actions_adddup2(&actions, 0, 1);
  if (!failure) failure = posix_spawn_file_actions_adddup2(&actions, 0, 2);
  if (!failure) failure = posix_spawn_file_actions_addchdir_np(&actions, folder);
  if (!failure) failure = posix_spawn(child, program, &actions, &attributes, argv, envp);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  close(inner);
  if (!failure) return terminal;
  close(terminal);
  return -1;
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
