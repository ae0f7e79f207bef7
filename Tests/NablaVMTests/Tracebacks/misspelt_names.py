lenght = 3
print(length + 1)
