#ifndef CPSEUDOTERMINAL_H
#define CPSEUDOTERMINAL_H
#include <sys/types.h>

/* Starts a program on a new terminal of the given size, with the terminal as its controlling one, in a folder.
   Answers the terminal's other end, or -1. (Swift can neither fork nor see glibc's functions for this.) */
int nabla_start_on_terminal(const char *program, char *const argv[], char *const envp[], const char *folder,
                            int rows, int columns, pid_t *child);

/* Starts a program in a folder with files as its three standard streams. Answers 0, or -1. */
int nabla_start_on_files(const char *program, char *const argv[], char *const envp[], const char *folder,
                         const char *input, const char *output, const char *error, pid_t *child);

#endif
